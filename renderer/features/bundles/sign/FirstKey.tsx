import { useState } from "react";
import { Button, FormGroup, TextInput } from "@patternfly/react-core";
import { Link } from "react-router";
import type { Signing } from "../../../../shared/ipc/signing.ts";
import { useSettingsQuery } from "../../../api/api.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { SubmitForm } from "../../../ui/SubmitForm.tsx";
import { FieldHelp } from "../../documents/index.ts";
import { isFit, NewPassphrase, NOTHING_TYPED } from "../../signing/index.ts";
import { nameProblem } from "../export/request.ts";

/** Whoever signs for the first time gets a key on the way: a name, a passphrase, and the bundle is signed with it. */
export function FirstKey({ onSign }: { onSign: (signing: Signing) => Promise<void> }) {
  const { data: settings } = useSettingsQuery();
  const generate = useSecretCall("keys.generate", ["keys", "trail"]);
  const [typedName, setName] = useState<string>();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);
  const name = typedName ?? (settings?.author || "signer").replaceAll(/[^A-Za-z0-9_.-]/g, "-");
  const isReady = !busy && !nameProblem(name) && isFit(typed);

  const make = async () => {
    const { passphrase } = typed;
    setBusy(true);
    const key = await generate({ name, passphrase });
    setTyped(NOTHING_TYPED);
    setError(key.error);
    if (key.data) await onSign({ keyId: key.data.id, passphrase });
    setBusy(false);
  };
  return (
    <SubmitForm isWidthLimited isReady={isReady} onSubmit={make}>
      <p className="sp-lead">
        There is no key here to sign with yet, so one is made now: it stays in this store, locked by a passphrase that nobody can recover for you.
        Your signature counts where the trust list names this key; that is done under <Link to="/trust">Keys and trust</Link>.
      </p>
      <FormGroup label="Name of the key" fieldId="first-key-name" isRequired>
        <TextInput id="first-key-name" value={name} isRequired onChange={(_, text) => setName(text)} aria-describedby="first-key-name-help" />
        <FieldHelp id="first-key-name-help" text="Yours or your role's." problem={nameProblem(name)} />
      </FormGroup>
      <NewPassphrase id="first-key-passphrase" typed={typed} onChange={setTyped} />
      <ErrorNotice error={error} title="The key was not made" />
      <Button type="submit" className="sp-fit" isDisabled={!isReady} isLoading={busy}>{busy ? "Making the key…" : "Make the key and sign"}</Button>
    </SubmitForm>
  );
}
