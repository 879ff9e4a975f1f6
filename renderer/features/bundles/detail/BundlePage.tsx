import { useState } from "react";
import { Alert, Button, PageSection } from "@patternfly/react-core";
import { Link } from "react-router";
import type { BundleDetail } from "../../../../shared/ipc/signing.ts";
import { signBundlePath } from "../../../app/paths.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { ABOVE, BundleAt } from "../BundleAt.tsx";
import { Checks } from "../checks/Checks.tsx";
import { Expiry } from "../Expiry.tsx";
import { expiryOf, ORIGINS, progressText } from "../words.ts";
import { Changes } from "./Changes.tsx";
import { Contents } from "./Contents.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { Reissue } from "./Reissue.tsx";
import { SaveBundle } from "./SaveBundle.tsx";
import { Signers } from "./Signers.tsx";
import "../bundles.css";

/** One bundle: whether it stands, who signed, what it changes, what is in it. */
export function BundlePage() {
  return <BundleAt title="Bundle">{(bundle) => <Shown key={bundle.statementSha256} bundle={bundle} />}</BundleAt>;
}

function Shown({ bundle }: { bundle: BundleDetail }) {
  const { name, version, origin, accepted, terms, daysLeft, complete, steps, signers, missing, needed, approvals, changes, against } = bundle;
  const [open, setOpen] = useState<"save" | "elsewhere" | "reissue">();
  const close = () => setOpen(undefined);
  const isPressing = origin === "made" && expiryOf(daysLeft).status !== "success";
  // The next step is the button that stands out.
  const next = isPressing ? "reissue" : signers.length === 0 ? "sign" : "save";
  const look = (step: typeof next) => (step === next ? "primary" : "secondary");
  const signing = { component: (props: object) => <Link {...props} to={signBundlePath(bundle.statementSha256)} /> };
  return (
    <>
      <PageHeader
        title={`${name} v${version}`}
        breadcrumb={ABOVE}
        subtitle={
          <span className="sp-facts">
            <span>{ORIGINS[origin]} <Time at={bundle.created} /></span>
            {accepted !== undefined && <span>accepted <Time at={accepted} /></span>}
            <span>{progressText(bundle)}</span>
            <Expiry daysLeft={daysLeft} expires={terms.expires} />
          </span>
        }
        actions={
          <>
            {origin === "made" && <Button variant={look("reissue")} onClick={() => setOpen("reissue")}>Re-issue</Button>}
            <Button variant="secondary" onClick={() => setOpen("elsewhere")}>Verify elsewhere</Button>
            {daysLeft >= 0 && <Button variant={look("sign")} {...signing}>{origin === "received" ? "Approve" : "Sign"}</Button>}
            <Button variant={look("save")} onClick={() => setOpen("save")}>{complete ? "Write the file" : "Send for approval"}</Button>
          </>
        }
      />
      <PageSection className="sp-stack">
        {origin === "received" && complete && accepted === undefined && (
          <Alert component="p" variant="info" isInline title="Its documents are not taken over here">
            <p>It was signed here, and is complete now. To use its policies at this place, too, write the file and import it.</p>
          </Alert>
        )}
        <Checks steps={steps} consequence="It is shown as it is kept; nobody takes it over as it stands." />
        <div className="bun-columns">
          <Signers signers={signers} missing={missing} needed={needed} approvals={approvals} />
          <Changes changes={changes} against={against} />
        </div>
        <Contents bundle={bundle} />
      </PageSection>
      {open === "save" && <SaveBundle bundle={bundle} onClose={close} />}
      {open === "elsewhere" && <Elsewhere bundle={bundle} onClose={close} />}
      {open === "reissue" && <Reissue bundle={bundle} onClose={close} />}
    </>
  );
}
