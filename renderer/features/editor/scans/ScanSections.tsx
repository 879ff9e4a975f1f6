import { Button, Switch } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { Problems } from "../Problems.tsx";
import { messagesAt } from "../logic/issues.ts";
import { dropScan, scanKinds, setCron, switchScan } from "../logic/scans.ts";
import type { ScanKind } from "../logic/scans.ts";
import { MalwareSettings } from "./MalwareSettings.tsx";
import { ScheduleField } from "./ScheduleField.tsx";
import { SecretSettings } from "./SecretSettings.tsx";

const TEXTS: Record<ScanKind, { title: string; what: string; about: string }> = {
  malwareScan: { title: "Malware scan", what: "malware scan", about: "Running containers are scanned for malware at these times." },
  secretScan: { title: "Secret scan", what: "secret scan", about: "Running containers are scanned for passwords, keys and tokens at these times. The product can only log them." },
};

/** The scheduled scans of running containers. They hold for the whole cluster, like everything at run time. */
export function ScanSections() {
  const { policy } = usePolicyState();
  return scanKinds(policy).map((kind) => <ScanSection key={kind} kind={kind} />);
}

const SETTINGS: Record<ScanKind, () => ReactNode> = { malwareScan: MalwareSettings, secretScan: SecretSettings };

function ScanSection({ kind }: { kind: ScanKind }) {
  const { edit } = useEditor();
  const { policy, issues } = usePolicyState();
  const { title, what, about } = TEXTS[kind];
  const scan = policy[kind];
  const Settings = SETTINGS[kind];
  const cronPath = `${kind}.schedule.cron`;
  return (
    <section className="ed-scan" aria-label={title} data-path={kind} tabIndex={-1}>
      <h2 className="ed-scan__head">{title}</h2>
      <p className="ed-quiet">{about}</p>
      <div className="ed-scan__switch">
        <Switch
          id={`${kind}-on`}
          label={`Run the ${what}`}
          isChecked={scan?.schedule.enabled ?? false}
          onChange={(_, on) => edit(`${kind}.schedule`, switchScan(kind, on))}
        />
        {scan && !scan.schedule.enabled && <span className="ed-quiet">Off; its settings are kept and exported.</span>}
        {scan && !scan.schedule.enabled && <Button variant="link" isInline size="sm" onClick={() => edit(kind, dropScan(kind))}>Remove the {what} from the policy</Button>}
      </div>
      <Problems messages={messagesAt(issues, kind)} />
      {scan && (
        <>
          <ScheduleField what={what} cron={scan.schedule.cron ?? ""} onChange={(cron) => edit(cronPath, setCron(kind, cron))} problems={messagesAt(issues, cronPath)} path={cronPath} />
          <Settings />
        </>
      )}
    </section>
  );
}
