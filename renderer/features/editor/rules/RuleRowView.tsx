import { useId, useState } from "react";
import { Checkbox } from "@patternfly/react-core";
import type { RuleDescriptor } from "../../../../shared/rules/descriptor.ts";
import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { addRule, removeRule, setEnabled, setProperty } from "../logic/edits.ts";
import { isOnlyTicked, newRule } from "../logic/rows.ts";
import { DeploymentMenu } from "./ActionMenus.tsx";
import { DETAILS } from "./details.ts";
import { RuleHelp } from "./RuleHelp.tsx";
import { RuleNotes } from "./RuleNotes.tsx";
import { RuleSecondLine } from "./RuleSecondLine.tsx";
import { RuleSentence } from "./RuleSentence.tsx";
import { InfoButton, RowTools } from "./RowTools.tsx";
import { TrapNotes } from "../traps/TrapNotes.tsx";
import { actionWord } from "./tie.ts";
import { useRule } from "./useRule.ts";
import type { RowProps, RuleView } from "./useRule.ts";
import { focusRow } from "../focus.ts";

/** A rule of the definition: check box, actions, sentence, hits and tools. Without its tick it is only its sentence. */
export function RuleRowView(props: RowProps) {
  const { row, place } = props;
  const view = useRule(props);
  const { edit } = useEditor();
  const [helpOpen, setHelpOpen] = useState(false);
  const [limiting, setLimiting] = useState(false);
  const id = useId();
  const { rule, path, sentence } = view;
  const { descriptor, index } = row;
  const Line = DETAILS[row.type]?.line;
  const canLimit = rule.enabled && !limiting && (rule.namespaces ?? []).length === 0;
  const tick = (enabled: boolean) => {
    const onlyTicked = row.saved === undefined && isOnlyTicked(rule);
    edit(path, setEnabled(place, index, enabled, onlyTicked));
    if (!enabled && onlyTicked) focusRow(row.type, "first", "input");
  };
  const add = (another: RuleDescriptor) => {
    edit(`${path}+`, addRule(place, newRule(another)));
    focusRow(row.type, "last", "select");
  };
  const remove = () => {
    edit(path, removeRule(place, index));
    focusRow(row.type, "first", "input");
  };
  const tools = [
    ...(canLimit ? [{ title: "Limit to namespaces…", onSelect: () => setLimiting(true) }] : []),
    { title: "Remove this rule", onSelect: remove, danger: true },
  ];
  return (
    <li className={row.change ? "ed-rule ed-rule--changed" : "ed-rule"} data-path={path} data-row={row.type} tabIndex={-1}>
      <div className="ed-rule__main">
        <Editable><Checkbox
          id={id}
          isChecked={rule.enabled}
          aria-label={sentence}
          label={rule.enabled ? undefined : <span className="ed-rule__offer"><span className="ed-quiet">{actionWord(rule)}</span> {sentence}</span>}
          onChange={(_, enabled) => tick(enabled)}
        />
        {rule.enabled && <TickedSentence view={view} problemsId={`${id}-problems`} />}</Editable>
        <span className="ed-rule__tools">
          {descriptor && <InfoButton sentence={sentence} tooltip={descriptor.tooltip} expanded={helpOpen} onToggle={() => setHelpOpen(!helpOpen)} />}
          <Editable><RowTools sentence={sentence} {...(descriptor ? { onAdd: () => add(descriptor) } : {})} tools={tools} /></Editable>
        </span>
      </div>
      <RuleSecondLine view={view} />
      <Editable><RuleNotes view={view} problemsId={`${id}-problems`} limiting={limiting} /></Editable>
      {rule.enabled && <TrapNotes path={path} row={row.type} about={sentence} />}
      {Line && rule.enabled && <Line rule={rule} />}
      {helpOpen && descriptor && <RuleHelp descriptor={descriptor} />}
    </li>
  );
}

/** Deployment action and sentence with its parameters; an unknown type as the document holds it. */
function TickedSentence({ view, problemsId }: { view: RuleView; problemsId: string }) {
  const { edit } = useEditor();
  const { row, place, rule, path, issues } = view;
  return (
    <div className="ed-rule__sentence">
      <DeploymentMenu {...view} invalid={issues.some((issue) => issue.path === `${path}.action`)} onChange={view.patch} />{" "}
      {row.descriptor ? (
        <RuleSentence
          descriptor={row.descriptor}
          rule={rule}
          path={path}
          issues={issues}
          problemsId={problemsId}
          onProperty={(name, value) => edit(`${path}.properties.${name}`, setProperty(place, row.index, name, value))}
        />
      ) : (
        <code>{rule.type} {JSON.stringify(rule.properties)}</code>
      )}
    </div>
  );
}
