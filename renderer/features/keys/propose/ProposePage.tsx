import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import type { ObjectDraft } from "../../../../shared/ipc/objects.ts";
import type { SigningKeySummary, TrustState } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery, useTrustQuery } from "../../../api/keysTrust.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { useDocumentDraft, useStoredDraft } from "../../documents/index.ts";
import { ABOVE_LIST } from "../paths.ts";
import { ProposeForm } from "./ProposeForm.tsx";
import { beginning } from "./content.ts";
import { listDrafts, NEXT } from "./listDraft.ts";
import "../keys.css";

/** The next (or first) trust list, to be proposed to those who must sign it. */
export function ProposePage() {
  const { data: trust, error } = useTrustQuery();
  const { data: keys, error: keysError } = useKeysQuery();
  const { draft, error: draftError, retry } = useStoredDraft("trustList", NEXT);
  if (trust && keys && draft !== undefined) return <Editing trust={trust} keys={keys} stored={draft} />;
  const refused = error ?? keysError ?? draftError;
  return (
    <>
      <PageHeader title="Next trust list" breadcrumb={ABOVE_LIST} />
      <PageSection hasBodyWrapper={false}>
        <ErrorNotice error={refused} title="The trust list could not be read" {...(draftError ? { action: <Button variant="link" isInline onClick={retry}>Try again</Button> } : {})} />
        {!refused && <Waiting for="the trust list" />}
      </PageSection>
    </>
  );
}

/** Begins with what is being signed, else with what is trusted; what others change meanwhile does not take away what is typed. */
function Editing({ trust, keys, stored }: { trust: TrustState; keys: readonly SigningKeySummary[]; stored: ObjectDraft | null }) {
  const [now] = useState(Date.now);
  const [kind] = useState(() => listDrafts((trust.proposal ?? trust.current)?.fingerprint ?? ""));
  const [outdated] = useState(() => (stored && kind.documentOf(stored) === undefined ? stored.updated : undefined));
  const [start] = useState(() => ({ document: beginning((trust.proposal ?? trust.current)?.list, keys, now), revision: 1 }));
  const draft = useDocumentDraft(kind, NEXT, { saved: start, stored, empty: () => start.document });
  return <ProposeForm trust={trust} keys={keys} now={now} draft={draft} start={start} outdated={outdated} />;
}
