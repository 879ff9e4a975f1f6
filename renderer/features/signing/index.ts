export { SignDialog, SignWith } from "./SignWith.tsx";
export { NOTHING_TYPED, NewPassphrase, isFit } from "./NewPassphrase.tsx";
export type { TypedTwice } from "./NewPassphrase.tsx";
export { PassphraseField } from "./PassphraseField.tsx";
export { keyWords } from "./keyText.ts";
export type { SignedElsewhere, SignProps } from "./types.ts";
