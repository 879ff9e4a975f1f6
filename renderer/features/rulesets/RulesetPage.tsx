import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import { useRulesetQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { useStoredDraft } from "../documents/index.ts";
import { RulesetEditor } from "./editor/RulesetEditor.tsx";

/** The editor of the ruleset that the address names. */
export function RulesetPage() {
  const { name = "" } = useParams();
  return <Opened key={name} name={name} />;
}

function Opened({ name }: { name: string }) {
  const { currentData: saved, error: failure, refetch } = useRulesetQuery({ name });
  const { draft, error: draftFailure, retry } = useStoredDraft("ruleset", name);
  const isMissing = failure !== undefined && asAppError(failure).code === "not-found";
  // A draft that is discarded in another window leaves the editor open here, with its own work.
  const [wasOpen, setWasOpen] = useState(false);
  const isOpen = draft !== undefined && (saved !== undefined || (isMissing && (draft !== null || wasOpen)));
  if (isOpen && !wasOpen) setWasOpen(true);
  if (isOpen) return <RulesetEditor name={name} saved={saved ?? null} stored={draft} isGone={isMissing && saved !== undefined} />;
  const refused = draftFailure ?? (isMissing && draft === undefined ? undefined : failure);
  const error = refused && asAppError(refused);
  return (
    <>
      <PageHeader title={name} breadcrumb={[{ title: "Rulesets", path: "/rulesets" }]} />
      <PageSection>
        {!error && <Waiting for={`the ruleset ${name}`} />}
        {error?.code === "not-found" && (
          <EmptyNote title={`There is no ruleset ${name}`} action={<Link to="/rulesets">Go to the rulesets</Link>}>
            It may have been deleted, or the bookmark comes from another store.
          </EmptyNote>
        )}
        {error && error.code !== "not-found" && (
          <ErrorNotice error={error} title="The ruleset could not be opened" action={<Button variant="link" isInline onClick={() => { void refetch(); retry(); }}>Try again</Button>} />
        )}
      </PageSection>
    </>
  );
}
