import { useId, useState } from "react";
import { Button, Checkbox, Label } from "@patternfly/react-core";
import { useEditor } from "../EditorContext.ts";
import { ChipInput } from "../ChipInput.tsx";
import { Problems } from "../Problems.tsx";
import { addRule, insertRule, patchRule, removeRule, replaceRule, setEnabled, setProperty } from "../logic/edits.ts";
import { isWithin } from "../logic/issues.ts";
import { splitWords } from "../logic/namespaces.ts";
import { definitionName, placePath, ruleKey } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { isOnlyTicked, newRule } from "../logic/rows.ts";
import type { RemovedRow, RuleRow } from "../logic/rows.ts";
import { sentenceText } from "../logic/sentence.ts";
import { BlockRemedy, ContinuousMenu, DeploymentMenu, needsBlock } from "./ActionMenus.tsx";
import { DETAILS } from "./details.ts";
import { HitCount } from "./HitCount.tsx";
import { RuleHelp } from "./RuleHelp.tsx";
import { RuleSentence } from "./RuleSentence.tsx";
import { InfoButton, RowTools } from "./RowTools.tsx";

/** A rule, or the offer of one: check box, actions, sentence, hits and tools. */
export function RuleRowView({ row, place }: { row: RuleRow; place: Place }) {
  const { policy, issues: all, edit } = useEditor();
  const [helpOpen, setHelpOpen] = useState(false);
  const [limiting, setLimiting] = useState(false);
  const id = useId();
  const { rule, descriptor, index } = row;
  const sentence = sentenceText(rule);

  if (index === undefined) {
    return (
      <li className="ed-rule">
        <div className="ed-rule__main">
          <Checkbox
            id={id}
            isChecked={false}
            label={<span className="ed-rule__offer"><span className="ed-quiet">Log</span> {sentence}</span>}
            onChange={() => descriptor && edit(`${placePath(place)}.rules`, addRule(place, newRule(descriptor)))}
          />
          <span className="ed-rule__tools">
            {descriptor && <InfoButton sentence={sentence} tooltip={descriptor.tooltip} expanded={helpOpen} onToggle={() => setHelpOpen(!helpOpen)} />}
          </span>
        </div>
        {helpOpen && descriptor && <RuleHelp descriptor={descriptor} />}
      </li>
    );
  }

  const path = `${placePath(place)}.rules[${index}]`;
  const issues = all.filter((issue) => isWithin(issue.path, path));
  const problemsId = `${id}-problems`;
  const tied = needsBlock(rule);
  // The tie of Isolate and Terminate to Block is explained by its remedy, in words of its own.
  const messages = issues.filter((issue) => !(tied && issue.path === `${path}.mitigation`)).map((issue) => issue.message);
  const patch = (change: Parameters<typeof patchRule>[2], field = path) => edit(field, patchRule(place, index, change));
  const menu = { rule, path, sentence, onChange: patch };
  const namespaces = rule.namespaces ?? [];
  const Line = rule.enabled ? DETAILS[row.type]?.line : undefined;
  const isContinuous = descriptor?.phases.includes("continuous") ?? rule.mitigation !== "none";

  const tools = [
    ...(rule.enabled && !limiting && namespaces.length === 0 ? [{ title: "Limit to namespaces…", onSelect: () => setLimiting(true) }] : []),
    { title: "Remove this rule", onSelect: () => edit(path, removeRule(place, index)), danger: true },
  ];
  return (
    <li className={`ed-rule ${row.change ? "ed-rule--changed" : ""}`} data-path={path} tabIndex={-1}>
      <div className="ed-rule__main">
        <Checkbox
          id={id}
          isChecked={rule.enabled}
          aria-label={sentence}
          label={rule.enabled ? undefined : <span className="ed-rule__offer"><span className="ed-quiet">{rule.action === "block" ? "Block" : "Log"}</span> {sentence}</span>}
          onChange={(_, enabled) => edit(path, setEnabled(place, index, enabled, row.saved === undefined && isOnlyTicked(rule)))}
        />
        {rule.enabled && (
          <div className="ed-rule__sentence">
            <DeploymentMenu {...menu} invalid={issues.some((issue) => issue.path === `${path}.action`)} />{" "}
            {descriptor ? (
              <RuleSentence
                descriptor={descriptor}
                rule={rule}
                path={path}
                issues={issues}
                problemsId={problemsId}
                onProperty={(name, value) => edit(`${path}.properties.${name}`, setProperty(place, index, name, value))}
              />
            ) : (
              <code>{rule.type} {JSON.stringify(rule.properties)}</code>
            )}
          </div>
        )}
        <span className="ed-rule__tools">
          {descriptor && <InfoButton sentence={sentence} tooltip={descriptor.tooltip} expanded={helpOpen} onToggle={() => setHelpOpen(!helpOpen)} />}
          <RowTools sentence={sentence} {...(descriptor ? { onAdd: () => edit(`${path}+`, addRule(place, newRule(descriptor))) } : {})} tools={tools} />
        </span>
      </div>
      <div className="ed-rule__second">
        {rule.enabled && isContinuous && (
          <span className="ed-rule__continuous">
            Continuous <ContinuousMenu {...menu} invalid={tied} />
          </span>
        )}
        {rule.enabled && !isContinuous && <span className="ed-quiet">Deployment only</span>}
        {row.change && (
          <span className="ed-change">
            <Label isCompact color="blue">{row.change}</Label>
            <Button
              variant="link"
              isInline
              size="sm"
              aria-label={`Undo the change of: ${sentence}`}
              onClick={() => edit(path, row.saved ? replaceRule(place, index, row.saved) : removeRule(place, index))}
            >
              Undo
            </Button>
          </span>
        )}
        {rule.enabled && <HitCount ruleKey={ruleKey(definitionName(policy, place), index)} sentence={sentence} />}
      </div>
      {rule.enabled && (limiting || namespaces.length > 0) && <NamespaceLimit path={path} namespaces={namespaces} onChange={(next) => patch({ namespaces: next.length > 0 ? next : undefined }, `${path}.namespaces`)} />}
      {tied && rule.enabled && <BlockRemedy rule={rule} onChange={patch} />}
      <Problems id={problemsId} messages={messages} />
      {Line && <Line rule={rule} />}
      {helpOpen && descriptor && <RuleHelp descriptor={descriptor} />}
    </li>
  );
}

/** The namespaces in which alone a rule holds. */
function NamespaceLimit({ path, namespaces, onChange }: { path: string; namespaces: string[]; onChange: (next: string[]) => void }) {
  const { namespaces: known } = useEditor();
  return (
    <div className="ed-limit">
      only in namespaces{" "}
      <ChipInput
        label="Only in these namespaces: type a name and press Enter"
        values={namespaces}
        split={splitWords}
        onChange={onChange}
        placeholder="namespace"
        suggestions={known}
        path={`${path}.namespaces`}
      />
    </div>
  );
}

/** A saved rule that the draft took away: it can come back to its place. */
export function RemovedRowView({ row, place }: { row: RemovedRow; place: Place }) {
  const { edit } = useEditor();
  const sentence = sentenceText(row.rule);
  return (
    <li className="ed-rule ed-rule--changed">
      <div className="ed-rule__main">
        <del className="ed-quiet ed-rule__sentence">{row.rule.action === "block" ? "Block" : "Log"} {sentence}</del>
        <span className="ed-change">
          <Label isCompact color="blue">removed</Label>
          <Button variant="link" isInline size="sm" aria-label={`Bring back: ${sentence}`} onClick={() => edit(`${placePath(place)}.rules`, insertRule(place, row.index, row.rule))}>
            Undo
          </Button>
        </span>
      </div>
    </li>
  );
}
