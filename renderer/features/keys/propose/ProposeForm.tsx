import { Alert, Button, Form, PageSection, Title } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import { trustChanges } from "../../../../shared/bundle/trustChanges.ts";
import type { SigningKeySummary, TrustState } from "../../../../shared/ipc/signing.ts";
import { useProposeTrustMutation } from "../../../api/keysTrust.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { count } from "../../../ui/format.ts";
import { useLeadOn } from "../../../ui/useLeadOn.ts";
import { DraftNotes, UndoTools } from "../../documents/index.ts";
import type { DocumentDraft, Saved } from "../../documents/index.ts";
import { ABOVE_LIST, LIST_PATH } from "../paths.ts";
import { Changes } from "../trust/Changes.tsx";
import { ROLE_TITLES } from "../words.ts";
import { PersonCard } from "./PersonCard.tsx";
import { RuleFields } from "./RuleFields.tsx";
import { addPerson, problemsOf, settled } from "./content.ts";
import type { Content } from "./content.ts";

interface Props {
  trust: TrustState;
  keys: readonly SigningKeySummary[];
  now: number;
  draft: DocumentDraft<Content>;
  /** What it began with. */
  start: Saved<Content>;
  /** When a list was typed that began with another one than today's. */
  outdated: string | undefined;
}

export function ProposeForm({ trust: { current, proposal }, keys, now, draft, start, outdated }: Props) {
  const navigate = useNavigate();
  const leadOn = useLeadOn();
  const [propose, { error, isLoading }] = useProposeTrustMutation();
  const { document: content, change: onChange } = draft;
  const version = (current?.list.version ?? 0) + 1;
  const problems = problemsOf(content, ROLE_TITLES);
  const save = async () => {
    const answer = await propose({ content: settled(content) });
    if (!answer.data) return;
    draft.savedAs(content, { document: content, revision: start.revision });
    await leadOn(LIST_PATH);
  };
  return (
    <>
      <PageHeader
        title={current ? `Next trust list: version ${version}` : "First trust list"}
        breadcrumb={ABOVE_LIST}
        subtitle="Nothing changes until enough have signed it. What is typed is kept."
        actions={
          <>
            <UndoTools draft={draft} />
            {draft.dirty && <Button variant="link" onClick={() => draft.adopt(start)}>Discard changes</Button>}
            <Button variant="secondary" onClick={() => void navigate(LIST_PATH)}>Close</Button>
            <Button isDisabled={problems.length > 0 || isLoading} isLoading={isLoading} onClick={() => void save()}>Propose</Button>
          </>
        }
      />
      <PageSection hasBodyWrapper={false} isFilled className="keys-detail">
        <DraftNotes noun="trust list" draft={draft} newest={{ ...start, author: "", updated: "" }} isGone={false} saving={isLoading} />
        {outdated !== undefined && (
          <Alert component="p" variant="info" isInline title={<>What was typed on <Time at={outdated} /> is not taken over</>}>It began with another list than the one that is trusted or being signed here by now.</Alert>
        )}
        <ErrorNotice error={error} title="Not proposed" />
        {proposal && proposal.signers.length > 0 && (
          <Alert component="p" variant="warning" isInline title={`${count(proposal.signers.length, "signature")} will be lost`}>A changed list is another one: those who signed must sign again.</Alert>
        )}
        <Form onSubmit={(event) => event.preventDefault()}>
          <section aria-labelledby="propose-rules">
            <Title headingLevel="h2" size="lg" id="propose-rules">How many must sign, and until when</Title>
            <RuleFields content={content} onChange={onChange} />
          </section>
          <section className="propose-persons" aria-labelledby="propose-persons">
            <Title headingLevel="h2" size="lg" id="propose-persons">Persons and their keys</Title>
            <p className="sp-quiet">A person counts once, however many keys they have. Of others, import the public key that they gave you.</p>
            {content.persons.map((person) => <PersonCard key={person.id} person={person} content={content} here={keys} now={now} onChange={onChange} />)}
            <Button variant="secondary" className="sp-fit" onClick={() => onChange(addPerson)}>Add person</Button>
          </section>
        </Form>
        {problems.length > 0 && (
          <Alert component="p" variant="info" isInline title="Before it can be proposed" aria-live="polite">
            <ul className="sp-list">{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
          </Alert>
        )}
        {current && <Changes changes={trustChanges(current.list, { version, ...content })} />}
      </PageSection>
    </>
  );
}
