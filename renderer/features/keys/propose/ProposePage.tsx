import { useState } from "react";
import { PageSection } from "@patternfly/react-core";
import type { SigningKeySummary, TrustState } from "../../../../shared/ipc/signing.ts";
import { useKeysQuery, useTrustQuery } from "../../../api/keysTrust.ts";
import { rootReducer, useAppDispatch, useAppSelector } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { ABOVE_LIST } from "../paths.ts";
import { ProposeForm } from "./ProposeForm.tsx";
import { beginning } from "./content.ts";
import { draftDropped, draftKept, listDraftSlice, selectDraft } from "./listDraft.ts";
import "../keys.css";

rootReducer.inject(listDraftSlice);

/** The next (or first) trust list, to be proposed to those who must sign it. */
export function ProposePage() {
  const { data: trust, error } = useTrustQuery();
  const { data: keys, error: keysError } = useKeysQuery();
  if (trust && keys) return <Editing trust={trust} keys={keys} />;
  return (
    <>
      <PageHeader title="Next trust list" breadcrumb={ABOVE_LIST} />
      <PageSection hasBodyWrapper={false}>
        <ErrorNotice error={error ?? keysError} title="The trust list could not be read" />
        {!error && !keysError && <Waiting for="the trust list" />}
      </PageSection>
    </>
  );
}

/** Begins with what is being signed, else with what is trusted; what others change meanwhile does not take away what is typed. */
function Editing({ trust, keys }: { trust: TrustState; keys: readonly SigningKeySummary[] }) {
  const dispatch = useAppDispatch();
  const draft = useAppSelector(selectDraft);
  const [now] = useState(Date.now);
  const [from] = useState(trust.proposal ?? trust.current);
  const [start] = useState(() => beginning(from?.list, keys, now));
  const base = from?.fingerprint ?? "";
  const isKept = draft?.base === base;
  const content = isKept ? draft.content : start;
  return (
    <ProposeForm
      trust={trust}
      keys={keys}
      now={now}
      content={content}
      isKept={isKept}
      onChange={(change) => dispatch(draftKept({ base, content: change(content) }))}
      onDrop={() => dispatch(draftDropped())}
    />
  );
}
