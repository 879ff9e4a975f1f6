import { DescriptionList, ExpandableSection, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { BundleDetail, BundleScan, BundleTerms } from "../../../../shared/ipc/signing.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { Fact } from "../../../ui/Fact.tsx";
import { Time } from "../../../ui/Time.tsx";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";
import { bytes, count, number } from "../../../ui/format.ts";
import { PageForPeople } from "./PageView.tsx";

/** What is in a bundle, whom it is meant for, and what it was designed against. */
export function Contents({ bundle }: { bundle: BundleDetail }) {
  const { terms, policies, rulesets, attestors, scan, files, page, statementSha256 } = bundle;
  return (
    <section aria-labelledby="contents-title">
      <Title headingLevel="h2" size="lg" id="contents-title">Contents</Title>
      <DescriptionList isHorizontal isCompact className="sp-gap">
        <Fact term="Policies">{policies.map(({ name, version }) => `${name} v${version}`).join(", ")}</Fact>
        <Fact term="Rulesets">{rulesets.join(", ") || "none"}</Fact>
        <Fact term="Attestors">{attestors.join(", ") || "none"}</Fact>
        <TermsFacts terms={terms} />
        <Fact term="Statement">SHA-256 <Digest value={statementSha256} /></Fact>
        {scan && <ScanFact scan={scan} />}
      </DescriptionList>
      <PageForPeople html={page} />
      <ExpandableSection toggleText={count(files.length, "file")}>
        <Table variant="compact" aria-label="Files" borders={false}>
          <Thead><Tr><Th>Name</Th><Th>Kind</Th><Th>Size</Th></Tr></Thead>
          <Tbody>
            {files.map(({ name, mediaType, size }) => (
              <Tr key={name}>
                <Td dataLabel="Name" modifier="breakWord"><code>{name}</code></Td>
                <Td dataLabel="Kind">{mediaType}</Td>
                <Td dataLabel="Size">{bytes(size)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </ExpandableSection>
    </section>
  );
}

/** The terms that all signers signed. */
export function TermsFacts({ terms }: { terms: BundleTerms }) {
  return (
    <>
      <Fact term="Meant for">{terms.audience.length === 0 ? "any place" : terms.audience.join(", ")}</Fact>
      <Fact term="Issued"><Time at={terms.issuedAt} /></Fact>
      <Fact term="Expires"><Time at={terms.expires} /></Fact>
      <Fact term="Follows">{terms.previous ? <>version {terms.previous.version}, <Digest value={terms.previous.sha256} /></> : "nothing: it is the first"}</Fact>
    </>
  );
}

/** The scan that the policies were designed against. */
export function ScanFact({ scan }: { scan: BundleScan }) {
  const { policy, policyVersion, phase, finished, verdicts, workloads, examined, notExamined, digest, blocked } = scan;
  return (
    <Fact term="Designed against">
      <p>
        {count(workloads, "workload")}, judged by {policy} v{policyVersion} at {phase === "continuous" ? "Continuous" : "Deployment"} <Time at={finished} />; {number(examined)} objects examined, {number(notExamined)} not
      </p>
      <VerdictBar compact counts={verdicts} />
      <p className="bun-small sp-quiet">{blocked ? `It names the ${count(blocked.length, "workload")} that it blocks.` : "It names no workload."} Cluster data: <Digest value={digest} /></p>
      {blocked && blocked.length > 0 && (
        <ExpandableSection toggleText={`Blocked (${number(blocked.length)})`}>
          <ul className="sp-list bun-changes">{blocked.map((name) => <li key={name} className="sp-mono">{name}</li>)}</ul>
        </ExpandableSection>
      )}
    </Fact>
  );
}
