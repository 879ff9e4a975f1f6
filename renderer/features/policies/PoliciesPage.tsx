import { useState } from "react";
import { Button, PageSection, SearchInput, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from "@patternfly/react-core";
import { useNavigate, useSearchParams } from "react-router";
import type { DraftSummary, PolicyFormat, PolicySummary } from "../../../shared/ipc/types.ts";
import { useDraftsQuery, useDuplicatePolicyMutation, usePoliciesQuery } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { count } from "../../ui/format.ts";
import { CreateDialog } from "./CreateDialog.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { ExportDialog } from "./export/ExportDialog.tsx";
import { ImportDialog } from "./import/ImportDialog.tsx";
import { PolicyTable } from "./list/PolicyTable.tsx";
import { policiesAsText, readView, shownPolicies, viewParams, withDrafts } from "./list/view.ts";
import type { ListView } from "./list/view.ts";
import "./policies.css";

type Open = { dialog: "import" } | { dialog: "delete"; policy: PolicySummary } | { dialog: "export"; policy: PolicySummary; format: PolicyFormat };

const NO_DRAFTS: DraftSummary[] = [];

/** All policies: create, duplicate, modify, delete, import and export. */
export function PoliciesPage() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  const isCreating = params.has("create");
  const { data: saved, error, refetch } = usePoliciesQuery();
  const { data: drafts = NO_DRAFTS } = useDraftsQuery();
  const policies = saved && withDrafts(saved, drafts);
  const [duplicate] = useDuplicatePolicyMutation();
  const [open, setOpen] = useState<Open>();

  const setView = (next: ListView) => setParams(viewParams(next), { replace: true });
  const setCreating = (creating: boolean) => {
    const next = viewParams(view);
    if (creating) next.set("create", "");
    setParams(next);
  };
  const onDuplicate = async ({ name }: PolicySummary) => {
    const { data: copy } = await duplicate({ name });
    if (!copy) return;
    dispatch(noticed({ variant: "success", title: `${copy.policy.name} is a copy of ${name}` }));
    await navigate(`/policies/${encodeURIComponent(copy.policy.name)}`);
  };
  const shown = shownPolicies(policies ?? [], view);
  const close = () => setOpen(undefined);

  return (
    <>
      <PageHeader
        title="Policies"
        actions={
          <>
            <Button variant="secondary" onClick={() => setOpen({ dialog: "import" })}>Import</Button>
            <Button onClick={() => setCreating(true)}>Create</Button>
          </>
        }
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The policies could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
        {!policies && !error && <Waiting for="the policies" />}
        {policies?.length === 0 && (
          <EmptyNote title="No policies yet" action={<Button onClick={() => setCreating(true)}>Create</Button>}>
            A policy says what to log and what to block: for a whole cluster, and otherwise for some of its namespaces. Create one here, or import what you have: Sallyport documents, custom resources and API JSON.
          </EmptyNote>
        )}
        {policies && policies.length > 0 && (
          <>
            <Toolbar>
              <ToolbarContent>
                <ToolbarItem>
                  <SearchInput aria-label="Search policies" placeholder="Search" value={view.text} onChange={(_, text) => setView({ ...view, text })} onClear={() => setView({ ...view, text: "" })} />
                </ToolbarItem>
                <ToolbarGroup align={{ default: "alignEnd" }}>
                  <ToolbarItem><span role="status" className="sp-quiet">{count(shown.length, "policy", "policies")}</span></ToolbarItem>
                  <ToolbarItem><CopyButton text={() => policiesAsText(shown)} label="Copy as text" /></ToolbarItem>
                </ToolbarGroup>
              </ToolbarContent>
            </Toolbar>
            {shown.length === 0 ? (
              <EmptyNote title="No policy matches" action={<Button variant="link" onClick={() => setView({ ...view, text: "" })}>Clear the search</Button>}>
                Nothing has “{view.text}” in its name, description, platform or clusters.
              </EmptyNote>
            ) : (
              <PolicyTable
                policies={shown}
                view={view}
                onView={setView}
                onDuplicate={(policy) => void onDuplicate(policy)}
                onDelete={(policy) => setOpen({ dialog: "delete", policy })}
                onExport={(policy, format) => setOpen({ dialog: "export", policy, format })}
              />
            )}
          </>
        )}
      </PageSection>
      {isCreating && <CreateDialog onClose={() => setCreating(false)} />}
      {open?.dialog === "import" && <ImportDialog onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog policy={open.policy} onClose={close} />}
      {open?.dialog === "export" && <ExportDialog name={open.policy.name} format={open.format} onClose={close} />}
    </>
  );
}
