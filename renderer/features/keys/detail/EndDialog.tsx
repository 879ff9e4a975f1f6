import { useState } from "react";
import { Form, FormGroup, TextInput } from "@patternfly/react-core";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useRetireKeyMutation, useRevokeKeyMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";

interface Props {
  how: "retire" | "revoke";
  signingKey: SigningKeySummary;
  onClose: () => void;
}

const WORDS = {
  retire: { title: "Retire the key", confirm: "Retire key", done: "is retired", why: "replaced by a new key" },
  revoke: { title: "Revoke the key", confirm: "Revoke key", done: "is revoked", why: "laptop lost" },
} as const;

/** A key that is no longer needed is retired; one that others may have is revoked. */
export function EndDialog({ how, signingKey: { id, name, trusted }, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [retire, retiring] = useRetireKeyMutation();
  const [revoke, revoking] = useRevokeKeyMutation();
  const [reason, setReason] = useState("");
  const words = WORDS[how];
  const { error, isLoading } = how === "retire" ? retiring : revoking;

  const end = async () => {
    const answer = await (how === "retire" ? retire : revoke)({ id, reason: reason.trim() });
    if (answer.error) return;
    dispatch(noticed({ variant: "success", title: `${name} ${words.done}` }));
    onClose();
  };
  return (
    <ConfirmDialog title={`${words.title} ${name}?`} confirm={words.confirm} error={error} busy={isLoading} onConfirm={() => void end()} onClose={onClose}>
      {how === "retire" ? (
        <p>It signs no more. What it has signed stays good, and it can still be revoked later.</p>
      ) : (
        <>
          <p>For a key that someone else has or may have. It signs no more, and nothing that it ever signed counts on this machine any more. <strong>This cannot be undone.</strong></p>
          {trusted && <p className="sp-gap">Other places go on trusting it until they have a trust list that revokes it: propose one next, under Trust.</p>}
        </>
      )}
      <Form className="sp-gap" onSubmit={(event) => event.preventDefault()}>
        <FormGroup label="Reason" fieldId="end-reason">
          <TextInput id="end-reason" value={reason} maxLength={512} placeholder={words.why} onChange={(_, text) => setReason(text)} />
        </FormGroup>
      </Form>
    </ConfirmDialog>
  );
}
