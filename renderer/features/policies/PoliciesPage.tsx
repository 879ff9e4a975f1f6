import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { useNavigate, useSearchParams } from "react-router";
import type { DraftSummary, PolicySummary } from "../../../shared/ipc/types.ts";
import { useDraftsQuery, useDuplicatePolicyMutation, usePoliciesQuery } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { exportBundlePath } from "../../app/paths.ts";
import { useAppDispatch } from "../../app/store.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { DocumentList, ImportDialog } from "../documents/index.ts";
import { versionsPath } from "../versions/index.ts";
import { AssignDialog } from "./assign/AssignDialog.tsx";
import { CreateDialog } from "./create/CreateDialog.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { PolicyExport } from "./export/PolicyExport.tsx";
import { POLICY_COLUMNS, policyPath } from "./list/columns.tsx";
import { withDrafts } from "./list/items.ts";
import "./policies.css";

type Open = { dialog: "import" } | { dialog: "delete" | "export" | "assign"; policy: PolicySummary };

const NO_DRAFTS: DraftSummary[] = [];
/** In the address while a policy is created; its value is the starter that it begins with, if any. */
const CREATE = "create";

/** All policies: create, duplicate, modify, assign, delete, import and export. */
export function PoliciesPage() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [params, setParams] = useSearchParams();
  const { data: saved, error, refetch } = usePoliciesQuery();
  const { data: drafts = NO_DRAFTS } = useDraftsQuery();
  const [duplicate] = useDuplicatePolicyMutation();
  const [open, setOpen] = useState<Open>();
  const policies = saved && withDrafts(saved, drafts);

  const setCreating = (creating: boolean) => {
    const next = new URLSearchParams(params);
    if (creating) next.set(CREATE, "");
    else next.delete(CREATE);
    setParams(next);
  };
  const onDuplicate = async (name: string) => {
    const { data: copy } = await duplicate({ name });
    if (!copy) return;
    dispatch(noticed({ variant: "success", title: `${copy.policy.name} is a copy of ${name}` }));
    await navigate(policyPath(copy.policy));
  };
  const actions = (policy: PolicySummary) => {
    const isSaved = policy.version > 0;
    return [
      { title: "Modify", onClick: () => void navigate(policyPath(policy)) },
      { title: "Duplicate", isDisabled: !isSaved, onClick: () => void onDuplicate(policy.name) },
      { title: "Assign to clusters", isDisabled: !isSaved, onClick: () => setOpen({ dialog: "assign", policy }) },
      { title: "Versions", isDisabled: !isSaved, onClick: () => void navigate(versionsPath(policy.name)) },
      { title: "Export", isDisabled: !isSaved, onClick: () => setOpen({ dialog: "export", policy }) },
      { title: "Export signed bundle", isDisabled: !isSaved, onClick: () => void navigate(exportBundlePath(policy.name)) },
      { isSeparator: true },
      { title: isSaved ? "Delete" : "Discard draft", isDanger: true, onClick: () => setOpen({ dialog: "delete", policy }) },
    ];
  };
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
        {policies && (
          <DocumentList
            title="Policies"
            nouns={["policy", "policies"]}
            items={policies}
            columns={POLICY_COLUMNS}
            pathOf={policyPath}
            actions={actions}
            empty={
              <EmptyNote title="No policies yet" action={<Button onClick={() => setCreating(true)}>Create</Button>}>
                A policy says what to log and what to block: for a whole cluster, and otherwise for some of its namespaces. Create one here, empty or from a starter, or import what you have: Sallyport documents, custom resources, API JSON and Terraform.
              </EmptyNote>
            }
          />
        )}
      </PageSection>
      {params.has(CREATE) && <CreateDialog starter={params.get(CREATE) ?? ""} onClose={() => setCreating(false)} />}
      {open?.dialog === "import" && <ImportDialog what="policies" onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog policy={open.policy} onClose={close} />}
      {open?.dialog === "export" && <PolicyExport name={open.policy.name} onClose={close} />}
      {open?.dialog === "assign" && <AssignDialog policy={open.policy} onClose={close} />}
    </>
  );
}
