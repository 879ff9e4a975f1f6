import { Alert } from "@patternfly/react-core";
import type { KeyFacts } from "../../../../shared/ipc/types.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Time } from "../../../ui/Time.tsx";

/** What a key or certificate is, to be compared with what its owner says. */
export function KeyFactsView({ facts }: { facts: KeyFacts }) {
  const { type, fingerprint, certificate, warnings } = facts;
  return (
    <div className="att-facts" role="status">
      <div><strong>{type}</strong></div>
      <Fingerprint title="SHA-256 of the key" digits={fingerprint} />
      {certificate && (
        <>
          <div>Subject: <span className="sp-wrap">{certificate.subject}</span></div>
          <div>Issuer: <span className="sp-wrap">{certificate.issuer}</span>{certificate.chain > 1 && ` (${certificate.chain} certificates)`}</div>
          <div>Valid from <Time at={certificate.notBefore} /> until <Time at={certificate.notAfter} /></div>
          <Fingerprint title="SHA-256 of the certificate" digits={certificate.fingerprint} />
        </>
      )}
      {warnings.map((warning) => <Alert key={warning} component="p" variant="warning" isInline isPlain title={warning} />)}
    </div>
  );
}

function Fingerprint({ title, digits }: { title: string; digits: string }) {
  return (
    <div>
      {title}: <code className="sp-mono">{digits}</code> <CopyButton text={digits} label={`Copy: ${title}`} iconOnly />
    </div>
  );
}
