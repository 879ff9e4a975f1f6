import { useState } from "react";
import { Button, Checkbox, Modal, ModalBody, ModalFooter, ModalHeader, SearchInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { RuntimeRule } from "../../../../shared/model/ruleset.ts";
import { count } from "../../../ui/format.ts";
import { Removed } from "./Removed.tsx";
import { ruleTitle, searchRules } from "./catalogue.ts";

interface Props {
  catalogue: readonly RuntimeRule[];
  /** Ids of the rules that the ruleset has. */
  present: string[];
  /** How many rules a ruleset has at most. */
  most: number;
  onAdd: (ids: string[]) => void;
  onClose: () => void;
}

/** *Add rule*: the predefined rules, searched and ticked. */
export function AddRuleDialog({ catalogue, present, most, onAdd, onClose }: Props) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const shown = searchRules(catalogue, text);
  const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  const room = most - present.length;
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="add-rule-title" aria-describedby="add-rule-about" elementToFocus="#add-rule-search input">
      <ModalHeader title="Add rule" labelId="add-rule-title" description="New rules start with Log. Rules that the vendor removed are marked: newer versions of the product skip them." descriptorId="add-rule-about" />
      <ModalBody tabIndex={0} aria-label="Predefined rules">
        <div className="rs-search" id="add-rule-search">
          <SearchInput aria-label="Search rules" placeholder="Rule ID, name or MITRE technique" value={text} onChange={(_, value) => setText(value)} onClear={() => setText("")} />
          <span role="status" className="sp-quiet">{count(shown.length, "rule")}</span>
        </div>
        {shown.length === 0 ? (
          <p>No rule has “{text}” in its id, name, technique or description.</p>
        ) : (
          <Table aria-label="Predefined rules to add" variant="compact">
            <Thead>
              <Tr>
                <Th screenReaderText="Add" />
                <Th modifier="fitContent">Rule ID</Th>
                <Th width={35}>Name</Th>
                <Th>Description</Th>
              </Tr>
            </Thead>
            <Tbody>
              {shown.map((rule) => {
                const isThere = present.includes(rule.id);
                return (
                  <Tr key={rule.id}>
                    <Td>
                      <Checkbox
                        id={`add-${rule.id}`}
                        aria-label={`${rule.id} ${ruleTitle(rule)}${isThere ? ", already in the ruleset" : ""}`}
                        isChecked={isThere || chosen.includes(rule.id)}
                        isDisabled={isThere}
                        onChange={(_, on) => toggle(rule.id, on)}
                      />
                    </Td>
                    <Td dataLabel="Rule ID" modifier="nowrap"><span className="sp-mono">{rule.id}</span></Td>
                    <Td dataLabel="Name">
                      <label htmlFor={`add-${rule.id}`}>{ruleTitle(rule)}</label>
                      {rule.removed && <> <Removed day={rule.removed} /></>}
                      {isThere && <span className="sp-quiet"> already here</span>}
                    </Td>
                    <Td dataLabel="Description">
                      {rule.description}
                      {rule.changelogTechnique && <span className="sp-quiet"> The vendor’s changelog names {rule.changelogTechnique}.</span>}
                    </Td>
                  </Tr>
                );
              })}
            </Tbody>
          </Table>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={chosen.length === 0 || chosen.length > room} onClick={() => onAdd(chosen)}>
          {chosen.length === 0 ? "Add" : `Add ${count(chosen.length, "rule")}`}
        </Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
        {chosen.length > room && <span className="rs-over" role="alert">A ruleset has at most {most} rules: {room} more can be added.</span>}
      </ModalFooter>
    </Modal>
  );
}
