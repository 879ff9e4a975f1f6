import { Label, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import OutlinedCircleIcon from "@patternfly/react-icons/dist/esm/icons/outlined-circle-icon";
import type { BundleApproval, Signer } from "../../../../shared/ipc/signing.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { Time } from "../../../ui/Time.tsx";
import { count, number } from "../../../ui/format.ts";
import { SIGNER_STATES } from "../../../ui/signerStates.ts";
import { progressText } from "../words.ts";

interface Props {
  signers: readonly Signer[];
  missing: readonly string[];
  needed?: number | undefined;
  approvals: readonly BundleApproval[];
}

/** Who has signed and what they looked at, and who has not. */
export function Signers({ signers, missing, needed, approvals }: Props) {
  return (
    <section aria-labelledby="signers-title">
      <Title headingLevel="h2" size="lg" id="signers-title">Signers <span className="sp-quiet bun-small">{progressText({ signers: [...signers], missing: [...missing], ...(needed === undefined ? {} : { needed }) })}</span></Title>
      {signers.length === 0 && missing.length === 0 && <p className="sp-quiet">Nobody has signed it yet.</p>}
      {signers.length + missing.length > 0 && (
        <Table variant="compact" aria-label="Signers" borders={false}>
          <Thead><Tr><Th>Person</Th><Th>Signature</Th><Th modifier="wrap">Looked at</Th></Tr></Thead>
          <Tbody>
            {signers.map(({ key, person, state }) => (
              <Tr key={key}>
                <Td dataLabel="Person">
                  <div>{person ?? <span className="sp-quiet">unknown here</span>}</div>
                  <div className="bun-small"><Digest value={key} /></div>
                </Td>
                <Td dataLabel="Signature"><Label isCompact status={SIGNER_STATES[state].status}>{SIGNER_STATES[state].word}</Label></Td>
                <Td dataLabel="Looked at"><LookedAt approval={approvals.find((one) => one.key === key)} /></Td>
              </Tr>
            ))}
            {missing.map((person) => (
              <Tr key={person}>
                <Td dataLabel="Person">{person}</Td>
                <Td dataLabel="Signature"><Label isCompact icon={<OutlinedCircleIcon />}>has not signed</Label></Td>
                <Td dataLabel="Looked at" />
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </section>
  );
}

/** What an approval says its signer saw. */
function LookedAt({ approval }: { approval: BundleApproval | undefined }) {
  if (!approval) return <span className="sp-quiet">vouches for it as it is</span>;
  const { approvedAt, changes, report } = approval;
  return (
    <>
      <div><Time at={approvedAt} />, {changes.length === 0 ? "no earlier version" : count(changes.length, "change")}</div>
      {report && (
        <div className="bun-small">
          {number(report.block)} block ({number(report.newlyBlocked)} new), {number(report.log)} log, {number(report.unknown)} undecidable · report <Digest value={report.sha256} />
        </div>
      )}
    </>
  );
}
