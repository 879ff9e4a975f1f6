import { useState } from "react";
import { Alert, Button, DescriptionList, PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery } from "../../../api/keysTrust.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Fact } from "../../../ui/Fact.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { Fingerprint } from "../Fingerprint.tsx";
import { KeyState } from "../list/columns.tsx";
import { ABOVE_KEY, KEYS_PATH, NEXT_PATH } from "../paths.ts";
import { rolesText, signsText } from "../words.ts";
import { KeyDialogs, type KeyDialog } from "./KeyDialogs.tsx";
import { keyActions } from "./keyActions.ts";
import "../keys.css";

/** One key: what it is, who it is, and what can be done with it. */
export function KeyPage() {
  const { id } = useParams();
  const { data: keys, error } = useKeysQuery();
  const [dialog, setDialog] = useState<KeyDialog>();
  const key = keys?.find((one) => one.id === id);
  if (!key) {
    return (
      <>
        <PageHeader title="Key" breadcrumb={ABOVE_KEY} />
        <PageSection hasBodyWrapper={false}>
          <ErrorNotice error={error} title="The keys could not be read" />
          {!keys && !error && <Waiting for="the key" />}
          {keys && <EmptyNote title="That key is not here" action={<Link to={KEYS_PATH}>All keys</Link>}>Perhaps the address is of another machine: keys do not leave it by themselves.</EmptyNote>}
        </PageSection>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={key.name}
        breadcrumb={ABOVE_KEY}
        subtitle={<span className="sp-facts"><span>{key.type} · signs {signsText(key)}</span> <KeyState {...key} /></span>}
        actions={keyActions(key, setDialog).map(({ title, ...button }) => <Button key={title} variant="secondary" {...button}>{title}</Button>)}
      />
      <PageSection hasBodyWrapper={false} isFilled className="keys-detail">
        {key.state !== "active" && <Ended signingKey={key} />}
        <DescriptionList orientation={{ md: "horizontal" }} className="keys-facts">
          <Fact term="In the trust list"><Standing {...key} /></Fact>
          <Fact term={key.origin === "generated" ? "Generated" : "Imported"}><Time at={key.created} /></Fact>
          {key.certificate && <Fact term="Certificate">{key.certificate.subject}, issued by {key.certificate.issuer}, until <Time at={key.certificate.notAfter} /></Fact>}
          <Fact term="Fingerprint"><Fingerprint value={key.id} words={key.words} /></Fact>
          <Fact term="Public key">
            <pre className="keys-pem" tabIndex={0} role="region" aria-label="Public key">{key.publicKey}</pre>
            <div className="keys-actions">
              <CopyButton text={key.publicKey} label="Copy the public key" />
            </div>
          </Fact>
        </DescriptionList>
      </PageSection>
      {dialog && <KeyDialogs open={dialog} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function Standing({ trusted }: SigningKeySummary) {
  if (!trusted) return <>Nobody yet: its signatures count once a trust list names it. <Link to={NEXT_PATH}>Propose a list</Link></>;
  const { person, roles, validFrom, validUntil, revokedAt } = trusted;
  return <>{person}, for {rolesText(roles)}, from <Time at={validFrom} /> to <Time at={validUntil} />{revokedAt !== undefined && <>; revoked since <Time at={revokedAt} /></>}</>;
}

function Ended({ signingKey: { state, stateSince, reason, trusted } }: { signingKey: SigningKeySummary }) {
  const isRevoked = state === "revoked";
  return (
    <Alert component="p" variant={isRevoked ? "danger" : "info"} isInline title={isRevoked ? "Revoked: nothing that it signed counts here" : "Retired: it signs no more; what it signed stays good"}>
      <p>{stateSince !== undefined && <>Since <Time at={stateSince} />. </>}{reason && <>Reason: {reason}</>}</p>
      {isRevoked && trusted && trusted.revokedAt === undefined && <p>The trust list still names it, so other places trust it. <Link to={NEXT_PATH}>Propose a list that revokes it</Link></p>}
    </Alert>
  );
}
