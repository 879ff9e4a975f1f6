import { EVEN_WORDS, ODD_WORDS } from "./words.ts";

/** Key fingerprints as people read them to each other. */

/**
 * A fingerprint as words of the PGP word list (P. Juola and P. Zimmermann, 1995), one a byte. Bytes at even places have two
 * syllables, those at odd places three: a word that is left out or said twice is heard.
 *
 * @param fingerprint hexadecimal digits, an even number of them
 */
export function fingerprintWords(fingerprint: string): string[] {
  return (fingerprint.match(/../g) ?? []).map((digits, place) => (place % 2 === 0 ? EVEN_WORDS : ODD_WORDS)[Number.parseInt(digits, 16)] ?? "");
}

/** Hexadecimal digits in groups of four. */
export function fingerprintGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(" ");
}

/** Whether somebody typed a word that can stand at this place of a fingerprint, in any case. `place` counts from 0. */
export function isFingerprintWord(text: string, place: number): boolean {
  const word = text.trim().toLowerCase();
  return (place % 2 === 0 ? EVEN_WORDS : ODD_WORDS).some((one) => one.toLowerCase() === word);
}

/**
 * A fingerprint as somebody typed it: digits with or without spaces and colons, or the words in any case. Undefined for
 * what is neither, or has another number of bytes than 32.
 */
export function parseFingerprint(text: string): string | undefined {
  const digits = text.replaceAll(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  const words = text.toLowerCase().split(/[\s,]+/).filter((word) => word !== "");
  const bytes = words.map((word, place) => (place % 2 === 0 ? EVEN_WORDS : ODD_WORDS).findIndex((one) => one.toLowerCase() === word));
  if (bytes.length !== 32 || bytes.includes(-1)) return undefined;
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
