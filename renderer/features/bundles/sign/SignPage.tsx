import { useState } from "react";
import { PageSection, Title } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import type { BundleDetail, Signing } from "../../../../shared/ipc/signing.ts";
import { useBundleToSignMutation } from "../../../api/bundles.ts";
import { useKeysQuery } from "../../../api/keysTrust.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { bundlePath } from "../../../app/paths.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { count } from "../../../ui/format.ts";
import { SignWith } from "../../signing/index.ts";
import type { SignedElsewhere } from "../../signing/index.ts";
import { ABOVE, BundleAt } from "../BundleAt.tsx";
import { Changes } from "../detail/Changes.tsx";
import { SaveBundle } from "../detail/SaveBundle.tsx";
import { Signers } from "../detail/Signers.tsx";
import { Expiry } from "../Expiry.tsx";
import { ImpactSection, useImpact, useSnapshotChoice } from "../impact/ImpactSection.tsx";
import { refOf } from "../ref.ts";
import { progressText } from "../words.ts";
import { FirstKey } from "./FirstKey.tsx";
import { NewerVersion } from "./NewerVersion.tsx";
import "../bundles.css";

/** Signs a bundle: one's own as it is, one that came from elsewhere after looking at what it would do here. */
export function SignPage() {
  return <BundleAt title="Sign">{(bundle) => <Shown key={bundle.statementSha256} bundle={bundle} />}</BundleAt>;
}

function Shown({ bundle }: { bundle: BundleDetail }) {
  const { name, version, origin, signers, missing, needed, approvals, changes, against, statementSha256, daysLeft, terms } = bundle;
  const navigate = useNavigate();
  const { data: keys } = useKeysQuery();
  const [toSign] = useBundleToSignMutation();
  const sign = useSecretCall("bundles.sign", ["bundles", "trail"]);
  const [snapshotId, setSnapshot] = useSnapshotChoice();
  const [signed, setSigned] = useState<BundleDetail>();
  const [isFirst, setFirst] = useState<boolean>();
  const [firstRefusal, setFirstRefusal] = useState<QueryError>();
  const isApproval = origin === "received";
  const of = { bundle: refOf(bundle) };
  const { currentData: impact, error: impactError } = useImpact(of, isApproval ? snapshotId : undefined);

  const title = `${name} v${version}`;
  const leave = () => void navigate(bundlePath(statementSha256));
  const isJudging = isApproval && snapshotId !== undefined && !impact;
  const report = impact ? { report: impact.report } : {};
  const onSign = async (signing: Signing, elsewhere: readonly SignedElsewhere[] = []): Promise<QueryError | undefined> => {
    if (isJudging) return impactError ?? STILL_JUDGING;
    const approval = elsewhere.find(({ purpose }) => purpose === "approval");
    const answer = await sign({ ...refOf(bundle), signing, ...report, ...(approval ? { approval: { toSign: approval.toSign, signature: approval.signature } } : {}) });
    setSigned(answer.data);
    return answer.error;
  };
  // Decided once: the key that is made on the way must not take its own form away before it has signed.
  if (isFirst === undefined && keys) setFirst(!keys.some(({ state }) => state === "active"));
  const signFirst = async (signing: Signing): Promise<void> => {
    const refused = await onSign(signing);
    if (refused) setFirst(false);
    setFirstRefusal(refused);
  };
  return (
    <>
      <PageHeader
        title={isApproval ? "Approve" : "Sign"}
        breadcrumb={[...ABOVE, { title, path: bundlePath(statementSha256) }]}
        subtitle={<span className="sp-facts"><span>{progressText(bundle)}</span><Expiry daysLeft={daysLeft} expires={terms.expires} /></span>}
      />
      <PageSection className="sp-stack">
        <NewerVersion of={bundle} />
        <div className="bun-columns">
          <Changes changes={changes} against={against} />
          <Signers signers={signers} missing={missing} needed={needed} approvals={approvals} />
        </div>
        {isApproval && <ImpactSection of={of} snapshotId={snapshotId} onSnapshot={setSnapshot} />}
        <section aria-labelledby="sign-section" className="bun-stack bun-sign">
          <Title headingLevel="h2" size="lg" id="sign-section">{isApproval ? "Your approval" : "Your signature"}</Title>
          {needed === undefined && !isFirst && <p className="sp-quiet">No trust list is pinned here. The signature is good all the same: whether it counts is decided by the trust list of those who receive the bundle.</p>}
          <ErrorNotice error={firstRefusal} title="The key was made, but the bundle is not signed" />
          {isFirst ? (
            <FirstKey onSign={signFirst} />
          ) : (
            <SignWith
              countsAs="bundle"
              signed={signers.map(({ key }) => key)}
              toSignName={`${name}-v${version}.to-sign`}
              purposes={isApproval ? ["bundle", "approval"] : ["bundle"]}
              about={impact?.report.sha256}
              onWrite={async (request) => (isJudging ? { error: impactError ?? STILL_JUDGING } : toSign({ ...refOf(bundle), ...report, ...request }))}
              onSign={onSign}
              onCancel={leave}
              confirm={isApproval ? "Approve and sign" : "Sign"}
            >
              <p>{isApproval ? approvalText(changes.length, impact?.report.sha256) : `You sign the statement of ${title}: its contents, for whom they are, and until when.`}</p>
            </SignWith>
          )}
        </section>
      </PageSection>
      {signed && <SaveBundle bundle={signed} onClose={leave} />}
    </>
  );
}

const STILL_JUDGING: QueryError = { code: "conflict", message: "The impact on your cluster data is still being found out.", details: { remedy: "Wait for it, or choose no data." } };

/** What an approval says its signer has seen. */
function approvalText(changes: number, report: string | undefined): string {
  const seen = [changes === 0 ? "its contents" : count(changes, "change"), ...(report === undefined ? [] : [`the impact report ${report.slice(0, 12)}…`])].join(" and ");
  return `You sign the bundle's statement, and that you have seen ${seen}.`;
}
