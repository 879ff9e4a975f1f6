/** Why a bundle, or a part of one, is not accepted. */

const ASK_AGAIN = "Ask for the file again and compare its SHA-256 by another way than the file came.";
const MAKE_ANEW = "Have the bundle exported again by Sallyport.";
const DO_NOT_USE = "Do not use it, and tell those who sign: someone may be trying to deceive you.";

/** Every reason there is, with what the user can do about it. */
const REMEDIES = {
  "too-large": "A bundle is no larger than this: check that this is the right file.",
  "cut-off": `It was probably cut off while it was copied. ${ASK_AGAIN}`,
  "trailing-bytes": ASK_AGAIN,
  "tar-header": MAKE_ANEW,
  "tar-type": MAKE_ANEW,
  "tar-padding": ASK_AGAIN,
  "tar-count": "A bundle has fewer parts than this: check that this is the right file.",
  "tar-order": MAKE_ANEW,
  "tar-duplicate": DO_NOT_USE,
  "part-name": MAKE_ANEW,
  "part-missing": "Check that this is a policy bundle, and ask for it again.",
  "signature-missing": "Have it signed by those who answer for it.",
  "part-changed": DO_NOT_USE,
  "signature-form": "Have the signer sign again with Sallyport, or add cosign's signature with Sallyport.",
  "signature-media-type": "Have the signer sign again with cosign 3 or Sallyport: the form is Sigstore bundle v0.3.",
  "signature-keyid": "A key is chosen by your own trust, never by a name in the file. Have the signer sign again with Sallyport.",
  "signature-count": "Each signature has a file of its own. Have the signers sign again with Sallyport.",
  "signature-name": DO_NOT_USE,
  "statements-differ": DO_NOT_USE,
  "statement-canonical": DO_NOT_USE,
  "statement-form": MAKE_ANEW,
  "signature-wrong": DO_NOT_USE,
  "signers-too-few": "Ask those who are missing to sign, or check that you hold the keys of all signers.",
  "nobody-trusted": "Pin a trust list first: compare its fingerprint with the one that its keepers read to you. Then check the bundle again.",
  "key-revoked": "Have it signed again with a key that is not revoked.",
  "key-not-valid": "Have it signed again with a key that is valid, or renew the key in the trust list.",
  "payload-digest": DO_NOT_USE,
  "statement-kind": "Check that this is a policy bundle and no signed report.",
  "audience": "Ask for the bundle that is meant for this place.",
  "verifier-old": "Install the newer version of Sallyport first.",
  "trust-old": "Import the newer trust list first.",
  "trust-expired": "Ask those who keep the trust list for a newer one.",
  "trust-form": "Ask for the trust list again; one that Sallyport writes is accepted as it is.",
  "envelope-form": "Check that this is the right file, and ask for it again.",
  "trust-signature-wrong": DO_NOT_USE,
  "trust-signers-too-few": "Ask those who are missing to sign the trust list.",
  "trust-gap": "Ask for the trust lists in between, and import them in order.",
  "trust-rolled-back": "Ask for the newest trust list.",
  "trust-fork": DO_NOT_USE,
  "trust-fingerprint": "Have the fingerprint read to you again. If it still differs, the file is not the right one: do not use it.",
  "issued-later": "Check the clock of this machine.",
  "expired": "Ask for a bundle that was issued again.",
  "clock-set-back": "Check the clock of this machine: it was later before.",
  "rolled-back": "Ask for the newest bundle.",
  "version-twice": DO_NOT_USE,
  "version-fork": DO_NOT_USE,
  "approval-form": "Have the signer sign again with Sallyport.",
  "approval-other": DO_NOT_USE,
  "report-kind": "Check that this is the signature of a report.",
  "report-digest": "Ask for the file and its signature again: one of the two was changed, or they do not belong together.",
  "contents-form": MAKE_ANEW,
  "manifest-form": MAKE_ANEW,
  "manifest-differs": DO_NOT_USE,
} as const;

export type RefusalCode = keyof typeof REMEDIES;

export interface Refusal {
  code: RefusalCode;
  /** What is wrong, where: one or two sentences. */
  message: string;
  /** What the user can do. */
  remedy: string;
}

export type Checked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function accept<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message, remedy: REMEDIES[code] } };
}
