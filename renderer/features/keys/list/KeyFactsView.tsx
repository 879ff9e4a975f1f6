import { Alert } from "@patternfly/react-core";
import { Link } from "react-router";
import type { KeyFileFacts, SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { Fingerprint } from "../Fingerprint.tsx";
import { keyPath } from "../paths.ts";

function titleOf({ kind, locked }: KeyFileFacts): string {
  if (kind === "private") return locked ? "A private key, locked with a passphrase" : "A private key that nothing locks";
  return kind === "public" ? "A public key: it signs elsewhere" : "A certificate with a public key: it signs elsewhere";
}

/** What a file holds, as far as it can be seen without opening it. */
export function KeyFactsView({ facts, known }: { facts: KeyFileFacts; known: SigningKeySummary | undefined }) {
  const isOpen = facts.kind === "private" && !facts.locked;
  return (
    <Alert component="p" variant={isOpen || known ? "warning" : "info"} isInline title={titleOf(facts)}>
      {known && <p>It is here already, as <Link to={keyPath(known)}>{known.name}</Link>.</p>}
      {isOpen && <p>Whoever reads it can sign with it: destroy the original once the key is imported and backed up.</p>}
      {facts.kind === "private" && <p>{facts.id === undefined ? "Which key it is shows once it is opened." : "The file names its key; whether that is true shows once it is opened."}</p>}
      {facts.id !== undefined && <Fingerprint value={facts.id} words={facts.words ?? []} />}
    </Alert>
  );
}
