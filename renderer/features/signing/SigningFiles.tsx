import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { FileChooser, SaveDialog } from "../files/index.ts";
import type { SignProps } from "./types.ts";
import type { useElsewhere } from "./useElsewhere.ts";

/** Writing what is to be signed, taking it up again, and bringing the signature back. */
export type FileStep = "write" | "reopen" | "read";

interface Props extends Pick<SignProps, "toSignName" | "purposes"> {
  step: FileStep;
  error: QueryError | undefined;
  elsewhere: Pick<ReturnType<typeof useElsewhere>, "write" | "reopen" | "bringBack">;
  onClose: () => void;
}

/** The dialogs of a signature that is made elsewhere. A refusal is told in them; they close once all is well. */
export function SigningFiles({ step, toSignName, purposes, error, elsewhere, onClose }: Props) {
  const isTwo = purposes.length > 1;
  const closeIf = async (done: Promise<boolean>) => {
    if (await done) onClose();
  };
  if (step === "write") {
    return (
      <SaveDialog
        title="Write what is to be signed"
        description={`The bytes that the key must sign: nothing secret.${isTwo ? " Your approval goes into a second file beside it, whose name ends in .approval: both are signed." : ""}`}
        fileName={toSignName}
        confirm="Write"
        onWrite={async (path, overwrite) => {
          const refused = await elsewhere.write(path, overwrite);
          if (!refused) onClose();
          return refused;
        }}
        onClose={onClose}
      />
    );
  }
  if (step === "reopen") {
    return (
      <FileChooser
        title="Choose what was written"
        description={isTwo ? "Both files that were written to be signed: the signatures are over those." : "The file that was written to be signed: the signature is over that one."}
        confirm="Read"
        multiple={isTwo}
        notice={<ErrorNotice error={error} />}
        onChoose={(paths) => void closeIf(elsewhere.reopen(paths))}
        onClose={onClose}
      />
    );
  }
  return (
    <FileChooser
      title={isTwo ? "Choose the signatures" : "Choose the signature"}
      description="What openssl, cosign or pkcs11-tool wrote: ASN.1 DER, base64, a Sigstore bundle, or 64 bytes r‖s."
      confirm="Read"
      multiple={isTwo}
      notice={<ErrorNotice error={error} />}
      onChoose={(paths) => void closeIf(elsewhere.bringBack(paths))}
      onClose={onClose}
    />
  );
}
