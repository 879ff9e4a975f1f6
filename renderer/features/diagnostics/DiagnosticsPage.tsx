import { Alert, Button, DescriptionList, Label, PageSection, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import ExclamationCircleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon";
import { Link } from "react-router";
import type { ReactNode } from "react";
import type { AppInfo } from "../../../shared/ipc/types.ts";
import type { Diagnostics } from "../../../shared/ipc/signing.ts";
import { useAppInfoQuery } from "../../api/api.ts";
import { useAcknowledgeRestoreMutation, useDiagnosticsQuery } from "../../api/trail.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Digest } from "../../ui/Digest.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Fact } from "../../ui/Fact.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { number } from "../../ui/format.ts";
import { asText, RUNTIME_NAMES } from "./asText.ts";

/** What the program says about itself: whether its cryptography works, what it runs on, and what its store remembers. */
export function DiagnosticsPage() {
  const { data, error } = useDiagnosticsQuery();
  const { data: info } = useAppInfoQuery();
  return (
    <>
      <PageHeader
        title="Diagnostics"
        breadcrumb={[{ title: "Settings", path: "/settings" }]}
        subtitle="Whether this program and its store can be relied on. It names no secret: it can be sent to who helps you."
        actions={data && info && <CopyButton text={asText(data, info)} label="Copy as text" />}
      />
      <PageSection className="sp-stack">
        <ErrorNotice error={error} title="The program could not be asked" />
        {!data && !error && <Waiting for="what the program says about itself" />}
        {data?.restored && <Restored restored={data.restored} />}
        {data && <SelfTest selfTest={data.selfTest} />}
        {data && <Store diagnostics={data} info={info} />}
        {data && <Runtime diagnostics={data} info={info} />}
      </PageSection>
    </>
  );
}

function Restored({ restored }: { restored: NonNullable<Diagnostics["restored"]> }) {
  const [acknowledge, { isLoading }] = useAcknowledgeRestoreMutation();
  return (
    <Alert
      component="h2"
      variant="warning"
      isInline
      title="The store was put back to an earlier state"
      actionLinks={<Button variant="link" isInline isDisabled={isLoading} onClick={() => void acknowledge()}>Acknowledge</Button>}
    >
      <p>{restored.message}</p>
      <p>Noticed <Time at={restored.noticed} />. Until it is acknowledged, every page says so; the audit trail keeps both.</p>
    </Alert>
  );
}

function SelfTest({ selfTest: { tests, problem } }: Pick<Diagnostics, "selfTest">) {
  return (
    <section aria-labelledby="diagnostics-self-test">
      <Title headingLevel="h2" size="lg" id="diagnostics-self-test">Self-test of the cryptography</Title>
      <p className="sp-lead">Known values of published standards (FIPS 180-4, RFC 6979, RFC 7914, NaCl), computed when the program starts. Nothing is signed or verified when one differs.</p>
      {problem && <ErrorNotice error={problem} />}
      <Table variant="compact" gridBreakPoint="" aria-label="Self-test" className="sp-lead">
        <Thead><Tr><Th>Known value</Th><Th>Result</Th></Tr></Thead>
        <Tbody>
          {tests.map(({ name, passed }) => (
            <Tr key={name}>
              <Td dataLabel="Known value">{name}</Td>
              <Td dataLabel="Result">{passed ? <Label isCompact color="green" icon={<CheckCircleIcon />}>passed</Label> : <Label isCompact color="red" icon={<ExclamationCircleIcon />}>failed</Label>}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </section>
  );
}

function Store({ diagnostics: { trail, lastTrustedTime, restored }, info }: { diagnostics: Diagnostics; info: AppInfo | undefined }) {
  return (
    <section aria-labelledby="diagnostics-store">
      <Title headingLevel="h2" size="lg" id="diagnostics-store">Store</Title>
      <Facts>
        {info && <Fact term="Folder"><span className="sp-mono">{info.dataDirectory}</span></Fact>}
        <Fact term="State">{restored ? "put back to an earlier state, see above" : "as it was left"}</Fact>
        <Fact term="Latest known time">{lastTrustedTime ? <><Time at={lastTrustedTime} />: what expired before then stays expired when the clock is set back</> : "none yet: no signed bundle or trust list was accepted"}</Fact>
        <Fact term="Audit trail">
          {trail.sequence === 0 ? "no record yet" : <span className="sp-facts"><Link to="/trail">{number(trail.sequence)} records</Link> <span>ends with <Digest value={trail.hash} /></span></span>}
        </Fact>
      </Facts>
    </section>
  );
}

function Runtime({ diagnostics: { runtime }, info }: { diagnostics: Diagnostics; info: AppInfo | undefined }) {
  return (
    <section aria-labelledby="diagnostics-runtime">
      <Title headingLevel="h2" size="lg" id="diagnostics-runtime">Program</Title>
      <Facts>
        {info && <Fact term="Sallyport">{info.version}, {info.host === "electron" ? "desktop" : "web host"}</Fact>}
        {runtime.map(({ name, version }) => <Fact key={name} term={RUNTIME_NAMES[name] ?? name}>{version}</Fact>)}
      </Facts>
    </section>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <DescriptionList isHorizontal isCompact className="sp-gap">{children}</DescriptionList>;
}
