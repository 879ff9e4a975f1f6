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
