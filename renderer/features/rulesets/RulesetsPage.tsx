import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { useNavigate, useSearchParams } from "react-router";
import type { RulesetFormat } from "../../../shared/ipc/types.ts";
import { useDuplicateRulesetMutation, useObjectDraftsQuery, useRulesetsQuery } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { DocumentList, FORMAT_TITLES, ImportDialog } from "../documents/index.ts";
import { CreateDialog } from "./CreateDialog.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { RULESET_FORMATS, RulesetExport } from "./RulesetExport.tsx";
import { RULESET_COLUMNS, rulesetPath } from "./list/columns.tsx";
import { withDrafts } from "./list/items.ts";
import type { RulesetItem } from "./list/items.ts";

type Open = { dialog: "import" } | { dialog: "delete"; ruleset: RulesetItem } | { dialog: "export"; name: string; format: RulesetFormat };

/** All rulesets: create, duplicate, modify, delete, import and export. */
export function RulesetsPage() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useRulesetsQuery();
  const [duplicate] = useDuplicateRulesetMutation();
  const [open, setOpen] = useState<Open>();
  const { data: drafts, error: draftError } = useObjectDraftsQuery({ kind: "ruleset" });
  const rulesets = data && withDrafts(data, drafts ?? []);

  const setCreating = (creating: boolean) => {
    const next = new URLSearchParams(params);
    if (creating) next.set("create", "");
    else next.delete("create");
    setParams(next);
  };
  const onDuplicate = async (name: string) => {
    const { data: copy } = await duplicate({ name });
    if (!copy) return;
    dispatch(noticed({ variant: "success", title: `${copy.ruleset.name} is a copy of ${name}` }));
    await navigate(rulesetPath(copy.ruleset));
  };
  const actions = (item: RulesetItem) => {
    const isSaved = item.revision > 0;
    return [
      { title: "Modify", onClick: () => void navigate(rulesetPath(item)) },
      { title: "Duplicate", isDisabled: !isSaved, onClick: () => void onDuplicate(item.name) },
      ...RULESET_FORMATS.map((format) => ({ title: `Export: ${FORMAT_TITLES[format]}`, isDisabled: !isSaved, onClick: () => setOpen({ dialog: "export", name: item.name, format }) })),
      { isSeparator: true },
      { title: isSaved ? "Delete" : "Discard draft", isDanger: true, onClick: () => setOpen({ dialog: "delete", ruleset: item }) },
    ];
  };
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader
        title="Rulesets"
        actions={
          <>
            <Button variant="secondary" onClick={() => setOpen({ dialog: "import" })}>Import</Button>
            <Button onClick={() => setCreating(true)}>Create</Button>
          </>
        }
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <ErrorNotice error={error} title="The rulesets could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
        <ErrorNotice error={draftError} title="Unsaved work could not be read" />
        {!rulesets && !error && <Waiting for="the rulesets" />}
        {rulesets && (
          <DocumentList
            title="Rulesets"
            nouns={["ruleset", "rulesets"]}
            items={rulesets}
            columns={RULESET_COLUMNS}
            pathOf={rulesetPath}
            actions={actions}
            empty={
              <EmptyNote title="No rulesets yet" action={<Button onClick={() => setCreating(true)}>Create</Button>}>
                A ruleset says what to detect inside running containers, by the vendor’s predefined rules and by Falco rules of your own, and whether to log it, isolate the pod or terminate it. A policy names its rulesets on its Runtime tab.
              </EmptyNote>
            }
          />
        )}
      </PageSection>
      {params.has("create") && <CreateDialog taken={(rulesets ?? []).map(({ name }) => name)} onClose={() => setCreating(false)} />}
      {open?.dialog === "import" && <ImportDialog what="rulesets" onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog ruleset={open.ruleset} onClose={close} />}
      {open?.dialog === "export" && <RulesetExport name={open.name} format={open.format} onClose={close} />}
    </>
  );
}
