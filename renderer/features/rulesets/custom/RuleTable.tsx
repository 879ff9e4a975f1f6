import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { FalcoRule } from "../../../../shared/falco/index.ts";

const MITIGATIONS = { log: "Log", isolate: "Isolate", terminate: "Terminate" } as const;

/** The rules that were read from a file; a click goes to one. */
export function RuleTable({ rules, onJump }: { rules: FalcoRule[]; onJump: (rule: FalcoRule) => void }) {
  return (
    <Table aria-label="Custom rules in this file" variant="compact">
      <Thead>
        <Tr>
          <Th modifier="fitContent">Mitigation</Th>
          <Th modifier="fitContent">Rule ID</Th>
          <Th>Name</Th>
          <Th modifier="fitContent">Priority</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rules.map((rule) => (
          <Tr key={`${rule.line} ${rule.name}`}>
            <Td dataLabel="Mitigation">{rule.mitigation ? MITIGATIONS[rule.mitigation] : <span title="The file names no action">Log</span>}</Td>
            <Td dataLabel="Rule ID" modifier="nowrap"><span className="sp-mono">{rule.id ?? "–"}</span></Td>
            <Td dataLabel="Name">
              <Button variant="link" isInline onClick={() => onJump(rule)}>{rule.name}</Button>
              {!rule.enabled && <span className="sp-quiet"> disabled</span>}
            </Td>
            <Td dataLabel="Priority">{rule.priority}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
