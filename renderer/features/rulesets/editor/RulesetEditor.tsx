import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { PageSection } from "@patternfly/react-core";
import { checkRuleFiles } from "../../../../shared/falco/index.ts";
import type { ObjectDraft } from "../../../../shared/ipc/objects.ts";
import type { RulesetFormat, SavedRuleset } from "../../../../shared/ipc/types.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { emptyRuleset } from "../../../../shared/model/ruleset.ts";
import { validateRuleset } from "../../../../shared/model/rulesetIssues.ts";
import { useCreateRulesetMutation, useSaveRulesetMutation } from "../../../api/api.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { DraftNotes, ExportMenu, SaveRefused, SaveTools, UndoTools, useDocumentDraft } from "../../documents/index.ts";
import type { Problem } from "../../documents/index.ts";
import { RULESET_FORMATS, RulesetExport } from "../RulesetExport.tsx";
import { CustomRules } from "../custom/CustomRules.tsx";
import { RULESET_DRAFTS } from "../drafts.ts";
import { Facts } from "./Facts.tsx";
import { LabelsSection } from "./LabelsSection.tsx";
import { PredefinedRules } from "./PredefinedRules.tsx";
import { SavedWarnings } from "./SavedWarnings.tsx";
import { focusPath, placeInWords, whereInWords } from "./problems.ts";
import type { Jump } from "./problems.ts";
import "../rulesets.css";

interface Props {
  name: string;
  /** Null: it was never saved. */
  saved: SavedRuleset | null;
  /** The draft in the store. */
  stored: ObjectDraft | null;
  isGone: boolean;
}

/** The ruleset editor: to which pods it applies, predefined rules, custom rules. */
export function RulesetEditor({ name, saved, stored, isGone }: Props) {
  const newest = useMemo(() => saved && { document: saved.ruleset, revision: saved.revision, author: saved.author, updated: saved.updated }, [saved]);
  const draft = useDocumentDraft(RULESET_DRAFTS, name, { saved: newest, stored, empty: () => emptyRuleset(name) });
  const { document: ruleset, change, dirty, baseRevision, savedAs } = draft;
  const [create, creating] = useCreateRulesetMutation();
  const [update, updating] = useSaveRulesetMutation();
  const [error, setError] = useState<AppError>();
  const [format, setFormat] = useState<RulesetFormat>();
  const [jump, setJump] = useState<Jump>();
  const saving = creating.isLoading || updating.isLoading;
  const isNew = baseRevision === 0;

  const issues = useMemo(() => validateRuleset(ruleset), [ruleset]);
  // Checking long files takes a moment: typing goes on meanwhile.
  const files = useDeferredValue(ruleset.customRules);
  const check = useMemo(() => checkRuleFiles(files), [files]);
  // The names and sizes of files are checked by both; the field's own message is the one that is shown.
  const named = new Set(issues.filter(({ path }) => path.startsWith("customRules")).map(({ path }) => Number(/\[(\d+)\]/.exec(path)?.[1])));
  const falcoProblems = check.problems.filter(({ file }) => !named.has(ruleset.customRules.findIndex((one) => one.name === file)));

  const problems: Problem[] = [
    ...issues.map(({ path, message }): Problem => ({
      key: `${path} ${message}`,
      where: whereInWords(ruleset, path),
      message,
      onJump: () => (path.startsWith("customRules") ? setJump({ file: Number(/\d+/.exec(path)?.[0]), field: path }) : focusPath(path)),
    })),
    ...falcoProblems.filter(({ severity }) => severity === "error").map((problem): Problem => ({
      key: `${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
      where: placeInWords(problem),
      message: problem.message,
      onJump: () => setJump({ file: ruleset.customRules.findIndex((one) => one.name === problem.file), place: problem }),
    })),
  ];

  const save = useCallback(async () => {
    setError(undefined);
    const answer = baseRevision === 0 ? await create({ ruleset }) : await update({ ruleset, baseRevision });
    if (answer.data) savedAs(ruleset, { document: answer.data.ruleset, revision: answer.data.revision });
    else setError(answer.error as AppError);
  }, [baseRevision, create, update, ruleset, savedAs]);

  const refusal = error?.code === "conflict" ? error : undefined;
  return (
    <>
      <div className="rs-head">
        <PageHeader
          title={name}
          breadcrumb={[{ title: "Rulesets", path: "/rulesets" }]}
          subtitle={
            <span role="status">
              {saved ? <>saved <Time at={saved.updated} /> by {saved.author}</> : "not saved yet"}
              {dirty && saved && <strong> · unsaved changes</strong>}
            </span>
          }
          actions={
            <>
              <UndoTools draft={draft} />
              <ExportMenu formats={RULESET_FORMATS} isDisabled={saved === null} onChoose={setFormat} />
              <SaveTools isNew={isNew} dirty={dirty} saving={saving} problems={problems} onSave={() => void save()} onDiscard={newest ? () => draft.adopt(newest) : undefined} />
            </>
          }
        />
      </div>
      <PageSection className="doc-page" hasBodyWrapper={false}>
        <DraftNotes noun="ruleset" draft={draft} newest={newest} isGone={isGone} saving={saving} />
        {error && !refusal && <ErrorNotice error={error} title="Not saved" />}
        {!dirty && <SavedWarnings warnings={saved?.warnings ?? []} />}
        <Facts ruleset={ruleset} usedBy={saved?.usedBy ?? []} issues={issues} onChange={change} />
        <LabelsSection ruleset={ruleset} issues={issues} onChange={change} />
        <PredefinedRules ruleset={ruleset} issues={issues} onChange={change} />
        <CustomRules ruleset={ruleset} check={check} problems={falcoProblems} issues={issues} jump={jump} onChange={change} />
      </PageSection>
      {format && <RulesetExport name={name} format={format} onClose={() => setFormat(undefined)} />}
      {refusal && <SaveRefused noun="ruleset" error={refusal} draft={draft} newest={newest} onClose={() => setError(undefined)} />}
    </>
  );
}
