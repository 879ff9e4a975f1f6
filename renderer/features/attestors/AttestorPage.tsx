import { Button, PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import { useAttestorQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { useStoredDraft } from "../documents/index.ts";
import { AttestorEditor } from "./AttestorEditor.tsx";

/** The editor of the attestor that the address names. */
export function AttestorPage() {
  const { name = "" } = useParams();
  const { currentData: saved, error: failure, refetch } = useAttestorQuery({ name });
  const { draft, error: draftFailure, retry } = useStoredDraft("attestor", name);
  const refused = failure ?? draftFailure;
  const error = refused && asAppError(refused);
  const isMissing = error?.code === "not-found";
  if (saved && draft !== undefined) return <AttestorEditor key={name} name={name} saved={saved} stored={draft} isGone={isMissing} />;
  return (
    <>
      <PageHeader title={name} breadcrumb={[{ title: "Attestors", path: "/attestors" }]} />
      <PageSection>
        {!error && <Waiting for={`the attestor ${name}`} />}
        {isMissing && (
          <EmptyNote title={`There is no attestor ${name}`} action={<Link to="/attestors">Go to the attestors</Link>}>
            It may have been deleted, or the bookmark comes from another store.
          </EmptyNote>
        )}
        {error && !isMissing && (
          <ErrorNotice error={error} title="The attestor could not be opened" action={<Button variant="link" isInline onClick={() => { void refetch(); retry(); }}>Try again</Button>} />
        )}
      </PageSection>
    </>
  );
}
