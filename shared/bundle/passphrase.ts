/** How well a passphrase would withstand someone who has the key file and tries at leisure. */

/** In bytes of UTF-8, as everywhere here. */
export const LEAST_PASSPHRASE = 12;

export type PassphraseGrade = "too-short" | "weak" | "fair" | "strong";

export interface PassphraseStrength {
  grade: PassphraseGrade;
  /** log2 of the tries that someone clever would need: a rough and cautious guess. */
  bits: number;
  /** What makes it weak, or what would make it stronger; empty when there is nothing to say. */
  advice: string;
}

/** What people take first. Lower case; digits and marks around them do not help. */
const COMMON = [
  "password", "passphrase", "letmein", "welcome", "qwerty", "asdfgh", "iloveyou", "monkey", "dragon", "abc123", "admin", "secret", "changeme", "sallyport",
  "correct horse battery staple",
];
const ROWS = ["abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** A word from a list of some thousands, as Diceware has it. Bits. */
const PER_WORD = 11;
const FAIR = 50;
const STRONG = 70;

/**
 * Guesses the strength of a passphrase. Words count as words, repeated characters and runs of the keyboard once; the guess
 * is never above what a search through all characters would need.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const lower = passphrase.toLowerCase();
  const rest = COMMON.reduce((text, word) => text.replaceAll(word, "*"), lower);
  const bits = Math.round(Math.min(searchBits(collapsed(rest)), wordBits(rest) ?? Number.POSITIVE_INFINITY));
  if (utf8Length(passphrase) < LEAST_PASSPHRASE) return { grade: "too-short", bits, advice: `Take at least ${LEAST_PASSPHRASE} characters.` };
  if (bits < FAIR) return { grade: "weak", bits, advice: rest === lower ? "Take four or more words that nobody would guess together." : "It holds what everyone tries first." };
  return bits < STRONG ? { grade: "fair", bits, advice: "One or two more words make it strong." } : { grade: "strong", bits, advice: "" };
}

/** Runs such as aaaa, 1234 and qwerty count as two characters. */
function collapsed(text: string): string {
  let kept = "";
  let run = 1;
  for (let index = 0; index < text.length; index++) {
    const [before, here] = [text[index - 1] ?? "", text[index] ?? ""];
    run = index > 0 && (before === here || isNeighbour(before, here)) ? run + 1 : 1;
    if (run <= 2) kept += here;
  }
  return kept;
}

function isNeighbour(a: string, b: string): boolean {
  return ROWS.some((row) => row.includes(a + b) || row.includes(b + a));
}

function searchBits(text: string): number {
  const kinds: [RegExp, number][] = [[/[a-z]/, 26], [/[0-9]/, 10], [/[^a-z0-9]/, 20]];
  const alphabet = kinds.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
  return alphabet === 0 ? 0 : text.length * Math.log2(alphabet);
}

/** Of texts that are words: each counts once, however long; undefined for others. */
function wordBits(text: string): number | undefined {
  const words = text.split(/[\s._-]+/).filter((word) => word !== "");
  const isWords = words.length > 0 && words.every((word) => /^\p{L}{2,}\d{0,2}$/u.test(word));
  return isWords ? new Set(words).size * PER_WORD : undefined;
}

function utf8Length(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + byteCount(character.codePointAt(0) ?? 0), 0);
}

function byteCount(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
