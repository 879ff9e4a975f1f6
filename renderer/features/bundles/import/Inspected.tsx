import { useState } from "react";
import type { ReactNode } from "react";
import { Alert, Button, DescriptionList, PageSection, Title } from "@patternfly/react-core";
import { Link } from "react-router";
import type { BundleInspection, BundleSummary } from "../../../../shared/ipc/signing.ts";
import type { ImportReport } from "../../../../shared/ipc/types.ts";
import { useAcceptBundleMutation, useBundlesQuery, useKeepBundleMutation } from "../../../api/bundles.ts";
import { bundlePath, signBundlePath } from "../../../app/paths.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { bytes, count } from "../../../ui/format.ts";
import { useLeadOn } from "../../../ui/useLeadOn.ts";
import { ImportItems } from "../../documents/index.ts";
import { Checks } from "../checks/Checks.tsx";
import { Changes } from "../detail/Changes.tsx";
import { ScanFact, TermsFacts } from "../detail/Contents.tsx";
import { PageForPeople } from "../detail/PageView.tsx";
import { Signers } from "../detail/Signers.tsx";
import { ImpactSection, useSnapshotChoice } from "../impact/ImpactSection.tsx";
import { TrustOffer } from "./TrustOffer.tsx";
import { stepsOpen } from "./stepsOpen.ts";

interface Props {
  inspection: BundleInspection;
  /** Leads to another file. */
  choose: ReactNode;
}

/** What was found in a file, before anything is changed, and the steps that are open. */
export function Inspected({ inspection, choose }: Props) {
  const { id, file, size, sha256, name, terms, steps, accepted, open, signers, needed, missing, changes, against, approvals, items, scan, page, trust } = inspection;
  const leadOn = useLeadOn();
  const { data: bundles = [] } = useBundlesQuery();
  const [keep, keeping] = useKeepBundleMutation();
  const [accept, accepting] = useAcceptBundleMutation();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [report, setReport] = useState<ImportReport>();
  const [snapshotId, setSnapshot] = useSnapshotChoice();

  const own = bundles.find((bundle) => bundle.bundleId === terms?.bundleId && bundle.version === terms.version);
  const can = stepsOpen(inspection, own);
  const savable = items.filter(({ outcome }) => outcome !== "skipped");
  const keys = savable.map(({ key }) => key).filter((key) => !left.includes(key));
  const takeIn = async (pathOf: (statementSha256: string) => string) => {
    const { data } = await keep({ id });
    if (data) await leadOn(pathOf(data.statementSha256));
  };
  const takeOver = async () => {
    const { data } = await accept({ id, keys });
    if (data) setReport(data);
  };
  const title = name !== undefined && terms ? `${name} v${terms.version}` : "Import a bundle";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumb={[{ title: "Bundles", path: "/bundles" }]}
        subtitle={<span className="sp-facts"><span className="sp-mono">{file}</span><span>{bytes(size)}</span><span>SHA-256 <Digest value={sha256} /></span></span>}
        actions={
          <>
            {choose}
            {can.join && <Button variant={can.accept ? "secondary" : "primary"} isLoading={keeping.isLoading} onClick={() => void takeIn(bundlePath)}>Take its signatures over</Button>}
            {can.approve && <Button isLoading={keeping.isLoading} onClick={() => void takeIn(signBundlePath)}>Approve…</Button>}
            {can.accept && !report && (
              <Button isLoading={accepting.isLoading} isDisabled={savable.length > 0 && keys.length === 0} onClick={() => void takeOver()}>
                {savable.length === 0 ? "Accept" : `Accept ${count(keys.length, "document")}`}
              </Button>
            )}
          </>
        }
      />
      <PageSection className="sp-stack">
        <ErrorNotice error={keeping.error} title="It was not taken in" />
        <ErrorNotice error={accepting.error} title="Nothing was accepted" />
        {report ? <Done report={report} own={own} /> : <Checks steps={steps} consequence="Nothing was changed here." />}
        {trust.map((candidate) => <TrustOffer key={candidate.view?.fingerprint ?? candidate.relation} candidate={candidate} />)}
        {(accepted || open) && !report && (
          <>
            <div className="bun-columns">
              <Signers signers={signers} missing={missing} needed={needed} approvals={approvals} />
              <Changes changes={changes} against={against} />
            </div>
            {accepted && (
              <section aria-labelledby="items-title">
                <Title headingLevel="h2" size="lg" id="items-title">What would change here</Title>
                <p className="sp-quiet">Untick what should stay as it is.</p>
                <ImportItems items={items} problems={[]} ticked={keys} onTick={(key, on) => setLeft(on ? left.filter((other) => other !== key) : [...left, key])} />
              </section>
            )}
            {accepted && <ImpactSection of={{ id }} snapshotId={snapshotId} onSnapshot={setSnapshot} />}
            <section aria-labelledby="terms-title">
              <Title headingLevel="h2" size="lg" id="terms-title">Terms</Title>
              <DescriptionList isHorizontal isCompact className="sp-gap">
                {terms && <TermsFacts terms={terms} />}
                {scan && <ScanFact scan={scan} />}
              </DescriptionList>
              {page !== undefined && <PageForPeople html={page} />}
            </section>
          </>
        )}
      </PageSection>
    </>
  );
}

/** What was saved, and the way to the bundle that is kept. */
function Done({ report, own }: { report: ImportReport; own: BundleSummary | undefined }) {
  return (
    <section aria-label="Accepted" className="bun-stack">
      <Alert component="p" variant="success" isInline title="The bundle is accepted, and kept as it came" {...(own ? { actionLinks: <Link to={bundlePath(own.statementSha256)}>Open the bundle</Link> } : {})}>
        <p>{report.items.length === 0 ? "No document had to be changed." : `${count(report.items.length, "document")} saved.`} No lower version of it will be accepted from now on.</p>
      </Alert>
      <ImportItems items={report.items} problems={report.problems} />
    </section>
  );
}
