import { Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { TrustListView, TrustStanding } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery } from "../../../api/keysTrust.ts";
import { ROLE_TITLES } from "../words.ts";
import { STANDINGS, keyNamer, thresholdText } from "./listWords.ts";

/** Who may sign what: persons by roles, with the keys of each and how many must sign. */
export function Matrix({ view: { list, standing } }: { view: TrustListView }) {
  return (
    <Table aria-label="Who may sign what" variant="compact" className="trust-matrix">
      <Thead>
        <Tr>
          <Th>Person</Th>
          {standing.map((one) => <Th key={one.role} modifier="wrap">{ROLE_TITLES[one.role]} <span className="trust-threshold">{thresholdText(one)}</span></Th>)}
        </Tr>
      </Thead>
      <Tbody>
        {list.persons.map(({ id, name }) => (
          <Tr key={id}>
            <Td dataLabel="Person"><strong>{name}</strong></Td>
            {standing.map((one) => (
              <Td key={one.role} dataLabel={`${ROLE_TITLES[one.role]}, ${thresholdText(one)}`}><Keys keys={one.persons.find((person) => person.id === id)?.keys ?? []} /></Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Keys({ keys }: { keys: TrustStanding["persons"][number]["keys"] }) {
  const { data: here = [] } = useKeysQuery();
  const nameOf = keyNamer(here);
  if (keys.length === 0) return <span className="sp-quiet">no</span>;
  return (
    <div className="trust-keys">
      {keys.map(({ id, state }) => {
        const isRevokedHere = state !== "revoked" && here.some((key) => key.id === id && key.state === "revoked");
        const { word, status } = STANDINGS[isRevokedHere ? "revoked-here" : state];
        return <span key={id} className="trust-key"><span title={id}>{nameOf(id)}</span> <Label isCompact status={status}>{word}</Label></span>;
      })}
      {keys.length > 1 && <span className="sp-quiet">{keys.length} keys of one person count once</span>}
    </div>
  );
}
