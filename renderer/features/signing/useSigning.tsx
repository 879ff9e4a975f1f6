import { useRef, useState } from "react";
import type { SigningKeySummary } from "../../../shared/ipc/signing.ts";
import { useKeysQuery } from "../../api/keysTrust.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { SigningFiles } from "./SigningFiles.tsx";
import type { FileStep } from "./SigningFiles.tsx";
import type { SignProps } from "./types.ts";
import { useElsewhere } from "./useElsewhere.ts";

/** Everything of a signature that is being made, for a page or a dialog to draw. The passphrase is gone once it was sent. */
export function useSigning({ countsAs, personOf = trustedFor(countsAs), signed = [], toSignName, purposes, about, onWrite, onSign }: SignProps) {
  const { data: all, error: listError } = useKeysQuery();
  const [keyId, setKeyId] = useState<string>();
  const [passphrase, setPassphrase] = useState("");
  const [dialog, setDialog] = useState<FileStep>();
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);
  const passphraseInput = useRef<HTMLInputElement>(null);

  const keys = all?.filter(({ state }) => state === "active");
  const chosen = keys?.find(({ id }) => id === keyId) ?? firstChoice(keys ?? [], personOf, signed);
  const isHere = chosen?.kind === "private";
  const elsewhere = useElsewhere({ purposes, about, onWrite, keyId: chosen?.id, onError: setError });

  const sign = async () => {
    if (!chosen) return;
    setBusy(true);
    setError(undefined);
    const [first] = elsewhere.signed;
    const refused = isHere ? await onSign({ keyId: chosen.id, passphrase }) : await onSign({ keyId: chosen.id, signature: first?.signature ?? "" }, elsewhere.signed);
    setBusy(false);
    setPassphrase("");
    setError(refused);
    if (refused && isHere) passphraseInput.current?.focus();
  };
  return {
    keys, listError, chosen, isHere, personOf, signed, purposes, passphrase, setPassphrase, passphraseInput, elsewhere, error, busy,
    openDialog: (step: FileStep) => {
      setError(undefined);
      setDialog(step);
    },
    choose: (id: string) => {
      setPassphrase("");
      setError(undefined);
      elsewhere.forget();
      setKeyId(id);
    },
    isReady: isHere ? passphrase !== "" : elsewhere.isReady,
    sign: () => void sign(),
    /** Takes the place of the dialog, or stands over the page, while a file is chosen. */
    fileDialog: dialog && <SigningFiles step={dialog} toSignName={toSignName} purposes={purposes} error={error} elsewhere={elsewhere} onClose={() => setDialog(undefined)} />,
  };
}

export type SigningInMaking = ReturnType<typeof useSigning>;

/** One whose signature counts and is missing, else any that counts, else any. */
function firstChoice(keys: readonly SigningKeySummary[], personOf: (key: SigningKeySummary) => string | undefined, signed: readonly string[]): SigningKeySummary | undefined {
  const counting = keys.filter((key) => personOf(key) !== undefined);
  return counting.find(({ id }) => !signed.includes(id)) ?? counting[0] ?? keys[0];
}

function trustedFor(role: SignProps["countsAs"]) {
  return ({ trusted }: SigningKeySummary): string | undefined => (trusted && trusted.revokedAt === undefined && trusted.roles.includes(role) ? trusted.person : undefined);
}
