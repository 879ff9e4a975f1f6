import { useState } from "react";
import { Button, Label } from "@patternfly/react-core";
import TimesIcon from "@patternfly/react-icons/dist/esm/icons/times-icon";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import type { RulesetSummary } from "../../../../shared/ipc/types.ts";
import { useRulesetsQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { labelsInWords } from "../../rulesets/index.ts";
import { Editable } from "../Editable.tsx";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { ScanSections } from "../scans/ScanSections.tsx";
import { AddRulesetDialog } from "./AddRulesetDialog.tsx";
import { amountOfRules } from "./amount.ts";

const NONE: RulesetSummary[] = [];

/** The Runtime policy: which rulesets apply and when running containers are scanned. Nothing here can be judged by manifests. */
export function RuntimePane() {
  const { edit } = useEditor();
  const { policy } = usePolicyState();
  const { data: known = NONE, isSuccess, error } = useRulesetsQuery();
  const [adding, setAdding] = useState(false);
  const names = policy.runtime.rulesets;
  const setRulesets = (change: (before: string[]) => string[]) =>
    edit("runtime.rulesets", (before) => ({ ...before, runtime: { ...before.runtime, rulesets: change(before.runtime.rulesets) } }));

  return (
    <div className="ed-pane" data-path="runtime" tabIndex={-1}>
      <p>
        {policy.platform === "ecs"
          ? "The runtime policy of an Amazon ECS cluster consists of rulesets. On ECS every rule only logs, and labels have no effect."
          : "The runtime policy consists of rulesets and applies cluster-wide: specific rulesets for namespaces cannot be configured."}{" "}
        What rulesets detect happens inside running containers, so Impact now does not show it.
      </p>
      <h2 className="ed-scan__head sp-gap">Rulesets</h2>
      <Editable><p className="sp-gap"><Button variant="secondary" onClick={() => setAdding(true)}>Add Ruleset</Button></p></Editable>
      <ErrorNotice error={error} title="The rulesets could not be read" />
      {names.length === 0 ? (
        <EmptyNote title="No rulesets" heading="h3">Nothing is watched at run time until a ruleset is added.</EmptyNote>
      ) : (
        <Table aria-label="Rulesets of this policy" variant="compact">
          <Thead>
            <Tr>
              <Th>Ruleset</Th>
              <Th>Pods</Th>
              <Th>Rules</Th>
              <Th screenReaderText="Remove" />
            </Tr>
          </Thead>
          <Tbody>
            {names.map((name) => (
              <Row
                key={name}
                name={name}
                ruleset={known.find((one) => one.name === name)}
                isRead={isSuccess}
                onRemove={() => setRulesets((before) => before.filter((other) => other !== name))}
              />
            ))}
          </Tbody>
        </Table>
      )}
      <Editable><ScanSections /></Editable>
      {adding && (
        <AddRulesetDialog
          rulesets={known}
          chosen={names}
          onSubmit={(next) => {
            setRulesets(() => next);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}

function Row({ name, ruleset, isRead, onRemove }: { name: string; ruleset: RulesetSummary | undefined; isRead: boolean; onRemove: () => void }) {
  return (
    <Tr>
      <Td dataLabel="Ruleset" modifier="breakWord">
        {ruleset ? <Link to={`/rulesets/${encodeURIComponent(name)}`}>{name}</Link> : name}
        {!ruleset && isRead && <> <Label isCompact color="orange">no such ruleset here</Label></>}
        {ruleset?.description && <div className="sp-quiet">{ruleset.description}</div>}
      </Td>
      <Td dataLabel="Pods" modifier="breakWord">{ruleset && labelsInWords(ruleset)}</Td>
      <Td dataLabel="Rules">{ruleset && amountOfRules(ruleset)}</Td>
      <Td isActionCell><Editable><Button variant="plain" size="sm" icon={<TimesIcon />} aria-label={`Remove the ruleset ${name}`} onClick={onRemove} /></Editable></Td>
    </Tr>
  );
}
