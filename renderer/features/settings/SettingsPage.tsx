import { PageSection } from "@patternfly/react-core";
import { Link } from "react-router";
import { useAppInfoQuery, useSettingsQuery } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { Retention } from "./Retention.tsx";
import { SettingsForm } from "./SettingsForm.tsx";

/** What holds for this workstation. */
export function SettingsPage() {
  const { data: settings, error } = useSettingsQuery();
  const { data: info } = useAppInfoQuery();
  return (
    <>
      <PageHeader title="Settings" subtitle={info && <>Sallyport {info.version} · data in {info.dataDirectory} · <Link to="/settings/diagnostics">Diagnostics</Link></>} />
      <PageSection>
        <ErrorNotice error={error} title="The settings could not be read" />
        {!settings && !error && <Waiting for="the settings" />}
        {settings && <SettingsForm settings={settings} />}
        {settings && <Retention key={settings.keepScans} keepScans={settings.keepScans} />}
      </PageSection>
    </>
  );
}
