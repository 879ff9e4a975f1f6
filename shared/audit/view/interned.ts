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
  const moved = Uint32Array.from(found, (value) => sorted.get(value) ?? 0);
  return { values, of: raw.map((place) => moved[place] ?? 0) };
}

/** A column of sets of texts, numbered in the order in which they were first seen. Equal sets are one array. */
export interface SetColumn {
  values: readonly string[];
  /** The places in `values` of a row's texts, without repetition. */
  of: (row: number) => readonly number[];
}
