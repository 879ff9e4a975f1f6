import { useCallback, useMemo, useState } from "react";
import { Form, PageSection } from "@patternfly/react-core";
import type { ObjectDraft } from "../../../shared/ipc/objects.ts";
import type { AttestorFormat, SavedAttestor } from "../../../shared/ipc/types.ts";
import type { AppError } from "../../../shared/kernel/result.ts";
import { useSaveAttestorMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { DraftNotes, ExportMenu, SaveRefused, SaveTools, UndoTools, UsedBy, useDocumentDraft } from "../documents/index.ts";
import { ATTESTOR_FORMATS, AttestorExport } from "./AttestorExport.tsx";
import { ATTESTOR_DRAFTS } from "./drafts.ts";
import { AttestorFields } from "./form/AttestorFields.tsx";
import { useAttestorCheck } from "./form/useAttestorCheck.ts";

const WORDS: Record<string, string> = {
  description: "Description",
  "material.publicKey": "Public key",
  "material.certificate": "Certificate",
  "material.issuer": "Issuer",
  "material.subject": "Subject",
  "transparencyLog.server": "Transparency log server",
  "transparencyLog.publicKey": "Transparency log key",
};

/** *Modify attestor*. */
export function AttestorEditor({ name, saved, stored, isGone }: { name: string; saved: SavedAttestor; stored: ObjectDraft | null; isGone: boolean }) {
  const newest = useMemo(() => ({ document: saved.attestor, revision: saved.revision, author: saved.author, updated: saved.updated }), [saved]);
  const draft = useDocumentDraft(ATTESTOR_DRAFTS, name, { saved: newest, stored, empty: () => saved.attestor });
  const { document: attestor, baseRevision, savedAs } = draft;
  const check = useAttestorCheck(attestor);
  const [update, { isLoading: saving }] = useSaveAttestorMutation();
  const [error, setError] = useState<AppError>();
  const [format, setFormat] = useState<AttestorFormat>();

  const save = useCallback(async () => {
    setError(undefined);
    const answer = await update({ attestor, baseRevision });
    if (answer.data) savedAs(attestor, { document: answer.data.attestor, revision: answer.data.revision });
    else setError(answer.error as AppError);
  }, [update, attestor, baseRevision, savedAs]);

  const problems = check.issues.map(({ path, message }) => ({
    key: `${path} ${message}`,
    where: WORDS[path] ?? path,
    message,
    onJump: () => document.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus(),
  }));
  const refusal = error?.code === "conflict" ? error : undefined;
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={[{ title: "Attestors", path: "/attestors" }]}
        subtitle={
          <span role="status">
            saved <Time at={saved.updated} /> by {saved.author}
            {draft.dirty && <strong> · unsaved changes</strong>}
          </span>
        }
        actions={
          <>
            <UndoTools draft={draft} />
            <ExportMenu formats={ATTESTOR_FORMATS} isDisabled={false} onChoose={setFormat} />
            <SaveTools isNew={false} dirty={draft.dirty} saving={saving} problems={problems} onSave={() => void save()} onDiscard={() => draft.adopt(newest)} />
          </>
        }
      />
      <PageSection className="doc-page" hasBodyWrapper={false}>
        <DraftNotes noun="attestor" draft={draft} newest={newest} isGone={isGone} saving={saving} />
        {error && !refusal && <ErrorNotice error={error} title="Not saved" />}
        <Form className="att-form" onSubmit={(event) => event.preventDefault()}>
          <p>Used by <UsedBy policies={saved.usedBy} />.</p>
          <AttestorFields attestor={attestor} check={check} showAll onChange={draft.change} />
        </Form>
      </PageSection>
      {format && <AttestorExport name={name} format={format} onClose={() => setFormat(undefined)} />}
      {refusal && <SaveRefused noun="attestor" error={refusal} draft={draft} newest={newest} onClose={() => setError(undefined)} />}
    </>
  );
}
