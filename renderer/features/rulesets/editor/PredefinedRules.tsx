import { useState } from "react";
import { Button, FormSelect, FormSelectOption, Title } from "@patternfly/react-core";
import TimesIcon from "@patternfly/react-icons/dist/esm/icons/times-icon";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { RulesetRule, RuntimeMitigation, RuntimeRule } from "../../../../shared/model/ruleset.ts";
import { MOST_RULESET_RULES } from "../../../../shared/model/rulesetIssues.ts";
import { useRuntimeRulesQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { FieldHelp } from "../../documents/index.ts";
import { AddRuleDialog } from "./AddRuleDialog.tsx";
import type { SectionProps } from "./Facts.tsx";
import { Removed } from "./Removed.tsx";
import { ruleTitle } from "./catalogue.ts";
import { messageAt } from "./problems.ts";

const MITIGATIONS: { value: RuntimeMitigation; label: string }[] = [
  { value: "log", label: "Log" },
  { value: "isolate", label: "Isolate" },
  { value: "terminate", label: "Terminate" },
];

const NO_RULES: RuntimeRule[] = [];

/** The vendor's rules that the ruleset has, each with what happens when it hits. */
export function PredefinedRules({ ruleset, issues, onChange }: SectionProps) {
  const { data: catalogue = NO_RULES, error } = useRuntimeRulesQuery();
  const [adding, setAdding] = useState(false);
  const { rules } = ruleset;
  const known = new Map(catalogue.map((rule) => [rule.id, rule]));
  const setRules = (edit: (before: RulesetRule[]) => RulesetRule[]) => onChange((before) => ({ ...before, rules: edit(before.rules) }));
  const add = (ids: string[]) => {
    setRules((before) => [...before, ...ids.filter((id) => !before.some((rule) => rule.id === id)).map((id): RulesetRule => ({ id, mitigation: "log" }))]);
    setAdding(false);
  };
  const problem = messageAt(issues, "rules");
  return (
    <section aria-labelledby="rules-title">
      <div className="rs-section-head">
        <Title id="rules-title" headingLevel="h2" size="lg">Predefined rules</Title>
        <Button variant="secondary" data-path="rules" onClick={() => setAdding(true)}>Add rule</Button>
      </div>
      <p className="sp-quiet">Log: an event only. Isolate: the pod is cut from the network. Terminate: the pod is deleted. On Amazon ECS every rule only logs.</p>
      <ErrorNotice error={error} title="The catalogue of predefined rules could not be read" />
      <FieldHelp id="rules-help" problem={problem} />
      {rules.length === 0 ? (
        <EmptyNote title="No predefined rules" heading="h3">Add rules from the vendor’s catalogue: by id, name or MITRE technique.</EmptyNote>
      ) : (
        <Table aria-label="Predefined rules" variant="compact" className="rs-rules">
          <Thead>
            <Tr>
              <Th className="rs-mitigation">Mitigation</Th>
              <Th modifier="fitContent">Rule ID</Th>
              <Th>Name</Th>
              <Th screenReaderText="Remove" />
            </Tr>
          </Thead>
          <Tbody>
            {rules.map((rule, place) => (
              <RuleRow
                key={`${rule.id} ${place}`}
                rule={rule}
                path={`rules[${place}].id`}
                known={known.get(rule.id)}
                isCatalogueRead={catalogue.length > 0}
                problem={messageAt(issues, `rules[${place}].id`)}
                onChange={(next) => setRules((before) => before.with(place, next))}
                onRemove={() => setRules((before) => before.toSpliced(place, 1))}
              />
            ))}
          </Tbody>
        </Table>
      )}
      {adding && <AddRuleDialog catalogue={catalogue} present={rules.map(({ id }) => id)} most={MOST_RULESET_RULES} onAdd={add} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface RowProps {
  rule: RulesetRule;
  path: string;
  /** What the catalogue says of it. */
  known: RuntimeRule | undefined;
  isCatalogueRead: boolean;
  problem: string | undefined;
  onChange: (rule: RulesetRule) => void;
  onRemove: () => void;
}

function RuleRow({ rule, path, known, isCatalogueRead, problem, onChange, onRemove }: RowProps) {
  return (
    <Tr>
      <Td dataLabel="Mitigation" className="rs-mitigation">
        <FormSelect
          aria-label={`Mitigation of ${rule.id}`}
          value={rule.mitigation}
          data-path={path}
          onChange={(_, mitigation) => onChange({ ...rule, mitigation: mitigation as RuntimeMitigation })}
        >
          {MITIGATIONS.map(({ value, label }) => <FormSelectOption key={value} value={value} label={label} />)}
        </FormSelect>
      </Td>
      <Td dataLabel="Rule ID" modifier="nowrap"><span className="sp-mono">{rule.id}</span></Td>
      <Td dataLabel="Name">
        {known ? <span title={known.description}>{ruleTitle(known)}</span> : isCatalogueRead && <span className="sp-quiet">not among the predefined rules that Sallyport knows</span>}
        {known?.removed && <> <Removed day={known.removed} /></>}
        <FieldHelp id={`${path}-help`} problem={problem} />
      </Td>
      <Td isActionCell><Button variant="plain" size="sm" icon={<TimesIcon />} aria-label={`Remove ${rule.id}`} onClick={onRemove} /></Td>
    </Tr>
  );
}
