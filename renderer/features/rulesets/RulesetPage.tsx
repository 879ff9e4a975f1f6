import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { Link, useParams } from "react-router";
import { useRulesetQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { readDraft } from "../documents/index.ts";
import { RULESET_DRAFTS } from "./drafts.ts";
import { RulesetEditor } from "./editor/RulesetEditor.tsx";

/** The editor of the ruleset that the address names. */
export function RulesetPage() {
  const { name = "" } = useParams();
  return <Opened key={name} name={name} />;
}

function Opened({ name }: { name: string }) {
  const { currentData: saved, error: failure, refetch } = useRulesetQuery({ name });
  const [hadDraft] = useState(() => readDraft(RULESET_DRAFTS, name) !== undefined);
  const error = failure && asAppError(failure);
  const isMissing = error?.code === "not-found";
  if (saved || (isMissing && hadDraft)) return <RulesetEditor name={name} saved={saved ?? null} isGone={isMissing && saved !== undefined} />;
  return (
    <>
      <PageHeader title={name} breadcrumb={[{ title: "Rulesets", path: "/rulesets" }]} />
      <PageSection>
        {!error && <Waiting for={`the ruleset ${name}`} />}
        {isMissing && (
          <EmptyNote title={`There is no ruleset ${name}`} action={<Link to="/rulesets">Go to the rulesets</Link>}>
            It may have been deleted, or the bookmark comes from another store.
          </EmptyNote>
        )}
        {error && !isMissing && (
          <ErrorNotice error={error} title="The ruleset could not be opened" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
        )}
      </PageSection>
    </>
  );
}
