/**
 * FNV-1a, 32 bits, for tables of this process. Not for anything that somebody could gain by finding two equal ones: a
 * table has to look at what it finds.
 */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Over code units. */
export function hashText(text: string): number {
  let hash = OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** Over bytes: the same as for the text where it is ASCII. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = OFFSET;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return hash >>> 0;
}
