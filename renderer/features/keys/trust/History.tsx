import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { TrustState } from "../../../../shared/ipc/signing.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { Time } from "../../../ui/Time.tsx";

/** Every list that was ever trusted here. */
export function History({ history }: Pick<TrustState, "history">) {
  return (
    <Table aria-label="Lists trusted here" variant="compact">
      <Thead><Tr><Th>Version</Th><Th>Fingerprint</Th><Th>Accepted</Th></Tr></Thead>
      <Tbody>
        {history.map(({ version, fingerprint, accepted }, index) => (
          <Tr key={version}>
            <Td dataLabel="Version">{version}{index === 0 && " · trusted now"}</Td>
            <Td dataLabel="Fingerprint"><Digest value={fingerprint} /></Td>
            <Td dataLabel="Accepted"><Time at={accepted} /></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
