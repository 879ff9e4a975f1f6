import { bytes, uint32s } from "./numbers.ts";

/** A column of texts: each distinct text once, sorted by code unit, so that the numbers compare as the texts do. */
export interface TextColumn {
  /** The distinct texts, sorted. */
  values: readonly string[];
  /** For each row the place of its text in `values`. */
  of: Uint32Array;
}

/** Interns one text a row. */
export function textColumn(rows: number, textOf: (row: number) => string): TextColumn {
  const places = new Map<string, number>();
  const raw = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = textOf(row);
    let place = places.get(text);
    if (place === undefined) places.set(text, (place = places.size));
    raw[row] = place;
  }
  const found = [...places.keys()];
  // Without a comparison JavaScript sorts by code unit, and several times as fast.
  const values = found.toSorted();
  const sorted = new Map(values.map((value, place) => [value, place]));
  const moved = uint32s(found.length, (place) => sorted.get(found[place] ?? "") ?? 0);
  return { values, of: uint32s(rows, (row) => moved[raw[row] ?? 0] ?? 0) };
}

/** For each row what is said of what it is a part of. */
export function saidByRow(of: Uint32Array, said: ArrayLike<number>): Uint8Array {
  return bytes(of.length, (row) => said[of[row] ?? 0] ?? 0);
}

/** A column of sets of texts, numbered in the order in which they were first seen. */
export interface SetColumn {
  values: readonly string[];
  /** The different sets, as places in `values`. */
  sets: readonly (readonly number[])[];
  /** For each row the place of its set in `sets`. */
  of: Uint32Array;
}

/** Interns the texts of sets that rows share. */
export function setColumn(texts: readonly (readonly string[])[], of: Uint32Array): SetColumn {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    let place = places.get(text);
    if (place === undefined) places.set(text, (place = places.size));
    return place;
  };
  const sets = texts.map((each) => [...new Set(each)].map(placeOf));
  return { values: [...places.keys()], sets, of };
}

/** The places in `values` of a row's texts, without repetition. */
export function setAt({ sets, of }: SetColumn, row: number): readonly number[] {
  return sets[of[row] ?? 0] ?? [];
}
