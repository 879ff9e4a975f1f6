import { useRef, useState } from "react";
import type { ReactNode } from "react";
import type { DetachedRequest, SigningKeySummary } from "../../../shared/ipc/signing.ts";
import { useKeysQuery, useReadSignatureMutation } from "../../api/keysTrust.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { FileChooser, SaveDialog } from "../files/index.ts";
import type { SignProps } from "./types.ts";

/** Everything of a signature that is being made, for a page or a dialog to draw. The passphrase is gone once it was sent. */
export function useSigning({ countsAs, personOf = trustedFor(countsAs), signed = [], toSignName, onWrite, onSign }: SignProps) {
  const { data: all, error: listError } = useKeysQuery();
  const [read] = useReadSignatureMutation();
  const [keyId, setKeyId] = useState<string>();
  const [passphrase, setPassphrase] = useState("");
  const [written, setWritten] = useState<DetachedRequest>();
  const [signature, setSignature] = useState<{ path: string; value: string }>();
  const [dialog, setDialog] = useState<"write" | "read">();
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);
  const passphraseInput = useRef<HTMLInputElement>(null);

  const keys = all?.filter(({ state }) => state === "active");
  const chosen = keys?.find(({ id }) => id === keyId) ?? firstChoice(keys ?? [], personOf, signed);
  const isHere = chosen?.kind === "private";
  const forgetTry = () => {
    setPassphrase("");
    setWritten(undefined);
    setSignature(undefined);
    setError(undefined);
  };

  const sign = async () => {
    if (!chosen) return;
    setBusy(true);
    setError(undefined);
    const refused = isHere
      ? await onSign({ keyId: chosen.id, passphrase })
      : await onSign({ keyId: chosen.id, signature: signature?.value ?? "" }, written?.files[0]?.path);
    setBusy(false);
    setPassphrase("");
    setError(refused);
    if (refused && isHere) passphraseInput.current?.focus();
  };
  const write = async (path: string, overwrite: boolean) => {
    const answer = await onWrite({ keyId: chosen?.id ?? "", path, overwrite });
    if (answer.data) {
      forgetTry();
      setWritten(answer.data);
      setDialog(undefined);
    }
    return answer.error;
  };
  const bringBack = async ([path]: string[]) => {
    if (path === undefined) return;
    const answer = await read({ path });
    setSignature(answer.data && { path, value: answer.data.signature });
    setError(answer.error);
    setDialog(undefined);
  };

  return {
    keys, listError, chosen, isHere, personOf, signed, passphrase, setPassphrase, passphraseInput, written, signature, error, busy, setDialog,
    choose: (id: string) => {
      forgetTry();
      setKeyId(id);
    },
    isReady: isHere ? passphrase !== "" : signature !== undefined,
    sign: () => void sign(),
    /** Takes the place of the dialog, or stands over the page, while a file is chosen. */
    fileDialog: dialog && fileDialogs(dialog, { toSignName, error, write, bringBack, close: () => setDialog(undefined) }),
  };
}

export type SigningInMaking = ReturnType<typeof useSigning>;

interface FileDialogs {
  toSignName: string;
  error: QueryError | undefined;
  write: (path: string, overwrite: boolean) => Promise<QueryError | undefined>;
  bringBack: (paths: string[]) => Promise<void>;
  close: () => void;
}

function fileDialogs(dialog: "write" | "read", { toSignName, error, write, bringBack, close }: FileDialogs): ReactNode {
  return dialog === "write" ? (
    <SaveDialog title="Write what is to be signed" description="The bytes that the key must sign: nothing secret." fileName={toSignName} confirm="Write" onWrite={write} onClose={close} />
  ) : (
    <FileChooser
      title="Choose the signature"
      description="What openssl, cosign or pkcs11-tool wrote: ASN.1 DER, base64, a Sigstore bundle, or 64 bytes r‖s."
      confirm="Read"
      notice={<ErrorNotice error={error} />}
      onChoose={(paths) => void bringBack(paths)}
      onClose={close}
    />
  );
}

/** One whose signature counts and is missing, else any that counts, else any. */
function firstChoice(keys: readonly SigningKeySummary[], personOf: (key: SigningKeySummary) => string | undefined, signed: readonly string[]): SigningKeySummary | undefined {
  const counting = keys.filter((key) => personOf(key) !== undefined);
  return counting.find(({ id }) => !signed.includes(id)) ?? counting[0] ?? keys[0];
}

function trustedFor(role: SignProps["countsAs"]) {
  return ({ trusted }: SigningKeySummary): string | undefined => (trusted && trusted.revokedAt === undefined && trusted.roles.includes(role) ? trusted.person : undefined);
}
