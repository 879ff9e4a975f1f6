import { Alert, Label, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { RolloutNamespace, RolloutPlan } from "../../../shared/audit/results.ts";
import { Time } from "../../ui/Time.tsx";
import { count, day, number } from "../../ui/format.ts";
import { SaveWaves } from "./SaveWaves.tsx";
import { Wave } from "./Wave.tsx";

interface Props {
  plan: RolloutPlan;
  /** The version that is rolled out. */
  version: number;
  /** The newest one: what a wave is saved upon. */
  newest: number;
}

/** The plan: what it was made from, the namespaces, and the waves with their criteria and the way back. Printable. */
export function Plan({ plan, version, newest }: Props) {
  const { scans, namespaces, waves, quietDays, policy } = plan;
  const [first, last] = [scans[0], scans.at(-1)];
  return (
    <article className="rol-plan" aria-label="Rollout plan">
      <Title headingLevel="h2" size="lg">Rollout of {policy} v{version}</Title>
      {first && last && (
        <p className="sp-quiet">
          Made from {count(scans.length, "set of data", "sets of data")}{scans.length > 1 ? `, ${day(first.taken)} to ${day(last.taken)}` : ` of ${day(last.taken)}`}, judged by the policy as it is now.
        </p>
      )}
      {scans.length === 1 && <Alert component="p" variant="info" isInline title={`One set of data says nothing about time: no namespace counts as quiet for ${count(quietDays, "day")} unless the data is that old. Scan again on other days.`} />}
      <div className="rol-head">
        <Title headingLevel="h3" size="md">Waves</Title>
        <SaveWaves waves={waves} newest={newest} />
      </div>
      <ol className="rol-waves">
        {waves.map((wave, index) => <Wave key={wave.title} wave={wave} place={index} total={waves.length} version={version} newest={newest} />)}
      </ol>
      <Title headingLevel="h3" size="md">Namespaces</Title>
      <Table variant="compact" aria-label="Namespaces of the plan">
        <Thead><Tr><Th>Namespace</Th><Th>Workloads</Th><Th>Would be blocked</Th><Th>Logged</Th><Th>Undecidable</Th><Th>Quiet since</Th></Tr></Thead>
        <Tbody>{namespaces.map((each) => <NamespaceRow key={each.namespace} each={each} />)}</Tbody>
      </Table>
    </article>
  );
}

function NamespaceRow({ each: { namespace, workloads, block, log, unknown, quietSince, quietScans = 0 } }: { each: RolloutNamespace }) {
  return (
    <Tr>
      <Td dataLabel="Namespace">{namespace}</Td>
      <Td dataLabel="Workloads">{number(workloads)}</Td>
      <Td dataLabel="Would be blocked">{block > 0 ? <Label isCompact color="red">{number(block)} block</Label> : "0"}</Td>
      <Td dataLabel="Logged">{number(log)}</Td>
      <Td dataLabel="Undecidable">{number(unknown)}</Td>
      <Td dataLabel="Quiet since">{quietSince ? <><Time at={quietSince} /> <span className="sp-quiet">in {count(quietScans, "scan")}</span></> : <span className="sp-quiet">not quiet</span>}</Td>
    </Tr>
  );
}
