import { fail, ok, type Result } from "../../shared/kernel/result.ts";

/** Bytes. A stolen key file can be tried at leisure; scrypt makes each try dear, not impossible. */
const LEAST = 12;

/** Whether a passphrase may protect a key from now on. Those of keys that exist already are taken as they are. */
export function checkNewPassphrase(passphrase: Uint8Array): Result<null> {
  if (passphrase.length >= LEAST) return ok(null);
  return fail("invalid-input", `A passphrase must have at least ${LEAST} characters.`, { remedy: "Take four or more words that nobody would guess together." });
}
