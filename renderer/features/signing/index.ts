export { SignDialog, SignWith } from "./SignWith.tsx";
export { PassphraseField } from "./PassphraseField.tsx";
export { keyWords } from "./keyText.ts";
export type { SignProps } from "./types.ts";
