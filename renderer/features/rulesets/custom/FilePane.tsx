import { useEffect, useMemo, useState } from "react";
import { Button, FormGroup, TextInput } from "@patternfly/react-core";
import type { FalcoCheck, FalcoProblem } from "../../../../shared/falco/index.ts";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { CustomRuleFile } from "../../../../shared/model/ruleset.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import { count } from "../../../ui/format.ts";
import { FieldHelp } from "../../documents/index.ts";
import { focusPath, messageAt } from "../editor/problems.ts";
import type { Jump } from "../editor/problems.ts";
import { ProblemList } from "./ProblemList.tsx";
import { RuleFileEditor } from "./RuleFileEditor.tsx";
import { RuleTable } from "./RuleTable.tsx";
import { EXAMPLE } from "./files.ts";

interface Props {
  file: CustomRuleFile;
  path: string;
  check: FalcoCheck;
  /** Those of this file. */
  problems: FalcoProblem[];
  issues: FieldIssue[];
  jump: Jump | undefined;
  onChange: (file: CustomRuleFile) => void;
  onRemove: () => void;
}

/** One file of custom rules: its name, its text, what is wrong with it, and the rules that were read. */
export function FilePane({ file, path, check, problems, issues, jump, onChange, onRemove }: Props) {
  const [goTo, setGoTo] = useState(jump?.place);
  const [seen, setSeen] = useState(jump);
  const [removing, setRemoving] = useState(false);
  if (jump !== seen) {
    setSeen(jump);
    if (jump?.place) setGoTo({ ...jump.place });
  }
  useEffect(() => {
    if (jump && !jump.place) focusPath(jump.field);
  }, [jump]);

  const lists = useMemo(() => new Set(check.lists.map(({ name }) => name)), [check.lists]);
  const ofFile = <T extends { file: string }>(items: T[]) => items.filter((item) => item.file === file.name);
  const rules = ofFile(check.rules);
  const nameProblem = messageAt(issues, `${path}.name`);
  const textProblem = messageAt(issues, `${path}.text`);
  const id = `file-${path.replaceAll(/\D/g, "")}`;
  return (
    <div className="rs-file">
      <div className="rs-file__head">
        <FormGroup label="File name" fieldId={`${id}-name`} className="rs-file__name">
          <TextInput
            id={`${id}-name`}
            value={file.name}
            validated={nameProblem ? "error" : "default"}
            aria-describedby={`${id}-name-help`}
            data-path={`${path}.name`}
            spellCheck={false}
            onChange={(_, name) => onChange({ ...file, name })}
          />
          <FieldHelp id={`${id}-name-help`} problem={nameProblem} />
        </FormGroup>
        <span className="sp-quiet">{count(rules.length, "rule")}, {count(ofFile(check.macros).length, "macro")}, {count(ofFile(check.lists).length, "list")}</span>
        {file.text.trim() === "" && <Button variant="link" onClick={() => onChange({ ...file, text: EXAMPLE })}>Start with an example</Button>}
        <Button variant="link" isDanger onClick={() => (file.text.trim() === "" ? onRemove() : setRemoving(true))}>Remove file</Button>
      </div>
      <RuleFileEditor
        label={`Rules in ${file.name || "the file"}`}
        value={file.text}
        path={`${path}.text`}
        lists={lists}
        problems={problems}
        goTo={goTo}
        describedBy={`${id}-problems`}
        onChange={(text) => onChange({ ...file, text })}
      />
      <div id={`${id}-problems`} role="status">
        <FieldHelp id={`${id}-text-help`} problem={textProblem} />
        {!textProblem && !nameProblem && <ProblemList problems={problems} onJump={({ line, column }) => setGoTo({ line, column })} />}
      </div>
      {rules.length > 0 && <RuleTable rules={rules} onJump={({ line, column }) => setGoTo({ line, column })} />}
      {removing && (
        <ConfirmDialog title={`Remove the file ${file.name}?`} confirm="Remove file" onConfirm={() => { setRemoving(false); onRemove(); }} onClose={() => setRemoving(false)}>
          Its {count(file.text.split("\n").length, "line")} are taken out of the ruleset.
        </ConfirmDialog>
      )}
    </div>
  );
}
