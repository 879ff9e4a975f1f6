import { randomFillSync } from "node:crypto";

/** Which identities were met before. */
export interface Identities {
  /** Notes an identity; whether it is new. */
  add(identity: string): boolean;
  readonly size: number;
}

const FIRST_PLACES = 1 << 10;
const WORDS = 4;

/**
 * A set of some hundred thousand texts in 16 bytes each: as strings in a `Set` they are a quarter of what a large scan
 * holds, and most of what the garbage collector has to move. Texts are told apart by 127 bits of a hash whose seed is
 * drawn each time, so that nobody can think up names that are taken for one another.
 */
export function createIdentities(): Identities {
  const seed = randomFillSync(new Uint32Array(WORDS));
  const hash = new Uint32Array(WORDS);
  /** Open addressing; a place whose words are all zero is free. */
  let table = new Uint32Array(FIRST_PLACES * WORDS);
  let size = 0;

  /** The place of a hash, or the free one where it belongs. */
  const placeOf = (words: Uint32Array, at: number): number => {
    const mask = table.length - WORDS;
    let place = ((words[at] ?? 0) * WORDS) & mask;
    while (table[place + 3] !== 0 && !isSame(table, place, words, at)) place = (place + WORDS) & mask;
    return place;
  };

  const grow = (): void => {
    const smaller = table;
    table = new Uint32Array(smaller.length * 2);
    for (let at = 0; at < smaller.length; at += WORDS) {
      if (smaller[at + 3] !== 0) put(placeOf(smaller, at), smaller, at);
    }
  };

  const put = (place: number, words: Uint32Array, at: number): void => {
    for (let word = 0; word < WORDS; word++) table[place + word] = words[at + word] ?? 0;
  };

  return {
    add(identity) {
      hashInto(hash, seed, identity);
      const place = placeOf(hash, 0);
      if (table[place + 3] !== 0) return false;
      put(place, hash, 0);
      size++;
      if (size * WORDS * 2 > table.length) grow();
      return true;
    },
    get size() {
      return size;
    },
  };
}

function isSame(a: Uint32Array, at: number, b: Uint32Array, bt: number): boolean {
  return a[at] === b[bt] && a[at + 1] === b[bt + 1] && a[at + 2] === b[bt + 2] && a[at + 3] === b[bt + 3];
}

/** Four lanes that each take every character and feed the next, in the manner of MurmurHash3. The last is never zero. */
function hashInto(hash: Uint32Array, seed: Uint32Array, text: string): void {
  let [a = 0, b = 0, c = 0, d = 0] = seed;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ character, 0x239b961b);
    b = c ^ Math.imul(b ^ character, 0xab0e9789);
    c = d ^ Math.imul(c ^ character, 0x38b34ae5);
    d = a ^ Math.imul(d ^ character, 0xa1e38b93);
  }
  a = Math.imul(c ^ (a >>> 18), 0x239b961b);
  b = Math.imul(d ^ (b >>> 22), 0xab0e9789);
  c = Math.imul(a ^ (c >>> 17), 0x38b34ae5);
  d = Math.imul(b ^ (d >>> 19), 0xa1e38b93);
  hash[0] = a ^ b ^ c ^ d;
  hash[1] = b ^ a;
  hash[2] = c ^ a;
  hash[3] = (d ^ a) | 1;
}
