import { Checkbox } from "@patternfly/react-core";
import type { KeyFileFacts } from "../../../../shared/ipc/signing.ts";
import { NOTHING_TYPED, NewPassphrase, PassphraseField, isFit } from "../../signing/index.ts";
import type { TypedTwice } from "../../signing/index.ts";

/** What opens the file, and what locks the key here. */
export interface Secrets {
  passphrase: string;
  /** Another passphrase here than in the file. */
  isOther: boolean;
  next: TypedTwice;
}

export const NO_SECRETS: Secrets = { passphrase: "", isOther: false, next: NOTHING_TYPED };

export function secretsFit({ kind, locked }: KeyFileFacts, { passphrase, isOther, next }: Secrets): boolean {
  if (kind !== "private") return true;
  return (!locked || passphrase !== "") && (locked && !isOther ? true : isFit(next));
}

/** As the contract takes them. */
export function secretsOf({ kind, locked }: KeyFileFacts, { passphrase, isOther, next }: Secrets): { passphrase?: string; newPassphrase?: string } {
  if (kind !== "private") return {};
  return { ...(locked ? { passphrase } : {}), ...(!locked || isOther ? { newPassphrase: next.passphrase } : {}) };
}

interface Props {
  facts: KeyFileFacts;
  secrets: Secrets;
  onChange: (secrets: Secrets) => void;
  /** The last passphrase did not open the file. */
  wrong: string | undefined;
}

export function ImportSecrets({ facts: { locked }, secrets, onChange, wrong }: Props) {
  const { passphrase, isOther, next } = secrets;
  return (
    <>
      {locked && <PassphraseField id="file-passphrase" label="Passphrase of the file" value={passphrase} problem={passphrase === "" ? wrong : undefined} onChange={(text) => onChange({ ...secrets, passphrase: text })} />}
      {locked && <Checkbox id="other-passphrase" label="Lock it with another passphrase here" isChecked={isOther} onChange={(_, on) => onChange({ ...secrets, isOther: on, next: NOTHING_TYPED })} />}
      {(!locked || isOther) && <NewPassphrase id="import-passphrase" typed={next} onChange={(typed) => onChange({ ...secrets, next: typed })} />}
    </>
  );
}
