import { Alert, Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { FileVerification } from "../../../shared/ipc/signing.ts";
import { Digest } from "../../ui/Digest.tsx";
import { Time } from "../../ui/Time.tsx";
import { count, number } from "../../ui/format.ts";
import { SIGNER_STATES } from "../../ui/signerStates.ts";

interface Props {
  verification: FileVerification;
  signatures: readonly string[];
}

/** Who vouches for a file, or why nobody does and what to do. */
export function FileVerdict({ verification, signatures }: Props) {
  const { accepted, signers, needed, reason, remedy, sha256, signedAt, head } = verification;
  const persons = [...new Set(signers.flatMap(({ state, person }) => (state === "good" && person !== undefined ? [person] : [])))];
  return (
    <div className="signed-verdict">
      {accepted ? (
        <Alert component="p" variant="success" isInline title={`Signed by ${persons.join(", ")}`}>
          <p>{reason} The trust list asks for {count(needed, "person", "persons")}.</p>
        </Alert>
      ) : (
        <Alert component="p" variant="danger" isInline title={`Refused: ${reason}`}>{remedy !== "" && <p>{remedy}</p>}</Alert>
      )}
      <p className="sp-facts">
        <span>SHA-256 <Digest value={sha256} /></span>
        {signedAt && <span>signed <Time at={signedAt} /></span>}
        {head && <span>after record {number(head.sequence)} of the signer’s audit trail</span>}
        <span>{count(signatures.length, "signature file")}</span>
      </p>
      {signers.length > 0 && (
        <Table variant="compact" gridBreakPoint="" aria-label="Signers">
          <Thead><Tr><Th>Person</Th><Th>Key</Th><Th>Signature</Th></Tr></Thead>
          <Tbody>
            {signers.map(({ key, person, state }) => (
              <Tr key={key}>
                <Td dataLabel="Person">{person ?? <span className="sp-quiet">unknown here</span>}</Td>
                <Td dataLabel="Key"><Digest value={key} /></Td>
                <Td dataLabel="Signature"><Label isCompact status={SIGNER_STATES[state].status}>{SIGNER_STATES[state].word}</Label></Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  );
}
