import { useState } from "react";
import { Button, PageSection, Title } from "@patternfly/react-core";
import { Link, useParams, useSearchParams } from "react-router";
import { useDraftQuery, usePolicyVersionsQuery } from "../../api/api.ts";
import { comparePoliciesPath } from "../../app/paths.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { Comparison } from "./Comparison.tsx";
import { RestoreDialog } from "./RestoreDialog.tsx";
import { VersionDialog } from "./VersionDialog.tsx";
import { VersionTable } from "./VersionTable.tsx";
import { readVersionsView, versionsParams } from "./view.ts";
import type { VersionsView } from "./view.ts";
import "./versions.css";

type Open = { dialog: "view" | "restore"; version: number };

/** The two chosen sides, compared by what they do to workloads. */
function impactPath(name: string, { a, b }: VersionsView): string {
  return comparePoliciesPath({ a: { name, version: a }, b: b === "draft" ? { name, draft: true } : { name, version: b } });
}

/** The saved versions of a policy: who saved what when and why, any two compared, an earlier one restored. */
export function VersionsPage() {
  const { name = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const { data: versions, error } = usePolicyVersionsQuery({ name });
  const { data: draft } = useDraftQuery({ name });
  const [open, setOpen] = useState<Open>();
  const path = `/policies/${encodeURIComponent(name)}`;
  const newest = versions?.[0]?.version;
  const view = versions && readVersionsView(params, versions, Boolean(draft));
  const change = (part: Partial<VersionsView>) => view && setParams(versionsParams({ ...view, ...part }), { replace: true });
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader
        title="Versions"
        breadcrumb={[{ title: "Policies", path: "/policies" }, { title: name, path }]}
        actions={
          <>
            {view && <Button variant="secondary" component={(props) => <Link {...props} to={impactPath(name, view)} />}>Impact on cluster data</Button>}
            <Button variant="secondary" component={(props) => <Link {...props} to={path} />}>Open in the editor</Button>
          </>
        }
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The versions could not be read" />
        {!versions && !error && <Waiting for="the versions" />}
        {versions?.length === 0 && <EmptyNote title="No version yet" action={<Link to={path}>Open the policy</Link>}>Every save of a policy is a version. This one was never saved, or does not exist.</EmptyNote>}
        {view && newest !== undefined && (
          <div className="ver-page">
            <section aria-labelledby="versions-saved">
              <Title headingLevel="h2" size="lg" id="versions-saved">Saved versions</Title>
              <VersionTable
                versions={versions}
                draft={draft ?? null}
                view={view}
                onView={change}
                onShow={(version) => setOpen({ dialog: "view", version })}
                onRestore={(version) => setOpen({ dialog: "restore", version })}
              />
            </section>
            <Comparison name={name} view={view} onView={change} />
          </div>
        )}
      </PageSection>
      {open?.dialog === "view" && <VersionDialog name={name} version={open.version} onClose={close} />}
      {open?.dialog === "restore" && newest !== undefined && <RestoreDialog name={name} version={open.version} newest={newest} draft={draft ?? null} onClose={close} />}
    </>
  );
}
