/** Tables of keys as the module reads them: see `assembly/keys.ts`. */

/** What is to be done with the value of a key. */
export interface Entry {
  key: string;
  action: number;
  field?: number;
  inner?: number;
}

/** The keys of one sort of object. `others`: what is to be done with those that are not named. */
export interface EntryRow {
  entries: readonly Entry[];
  others?: Omit<Entry, "key">;
}

export interface EntryTable {
  bytes: Uint8Array;
  /** How many entries a row has room for, the ending one included. */
  entriesPerRow: number;
}

const ENTRY_SIZE = 40;
const KEY_SIZE = 32;

export function encodeRows(rows: readonly EntryRow[]): EntryTable {
  const entriesPerRow = 1 + Math.max(...rows.map(({ entries }) => entries.length));
  const bytes = new Uint8Array(rows.length * entriesPerRow * ENTRY_SIZE);
  rows.forEach(({ entries, others }, row) => {
    [...entries, ...(others ? [{ key: "", ...others }] : [])].forEach(({ key, action, field = 0, inner = 0 }, place) => {
      const at = (row * entriesPerRow + place) * ENTRY_SIZE;
      bytes.set(new TextEncoder().encode(key), at);
      bytes.set([key.length, action, field, inner, place], at + KEY_SIZE);
    });
  });
  return { bytes, entriesPerRow };
}
