import { AppFailure, type ErrorCode } from "../../kernel/result.ts";

/** 1-based. */
export interface Place {
  line: number;
  column: number;
}

/**
 * Remembers where in a text each value of a parsed document stands, and how numbers were spelled there. It is kept beside
 * the values, so that these stay plain data.
 */
export interface Places {
  readonly file: string;
  /** `container` starts at `offset`. */
  setContainer(container: object, offset: number): void;
  /** The value under `key`; `spelling` is its text where it is a plain number or word. */
  setEntry(container: object, key: string | number, offset: number, spelling?: string): void;
  /** The place of a value in its container, or of the container itself. Undefined for what was not read from the text. */
  of(container: object, key?: string | number): Place | undefined;
  spelling(container: object, key: string | number): string | undefined;
  at(offset: number): Place;
  /** Ends parsing: the nearest boundary makes a Result of it. */
  fail(code: ErrorCode, message: string, offset: number, remedy?: string): never;
}

interface Entry {
  offset: number;
  spelling: string | undefined;
}

/** An empty record of places in `text`. */
export function createPlaces(text: string, file: string): Places {
  const containers = new WeakMap<object, { offset: number; entries: Map<string | number, Entry> }>();
  let lineStarts: number[] | undefined;

  const record = (container: object) => {
    let known = containers.get(container);
    if (!known) containers.set(container, (known = { offset: 0, entries: new Map() }));
    return known;
  };
  const at = (offset: number): Place => {
    lineStarts ??= findLineStarts(text);
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };

  return {
    file,
    setContainer(container, offset) {
      record(container).offset = offset;
    },
    setEntry(container, key, offset, spelling) {
      record(container).entries.set(key, { offset, spelling });
    },
    of(container, key) {
      const known = containers.get(container);
      if (!known) return undefined;
      return at(key === undefined ? known.offset : (known.entries.get(key)?.offset ?? known.offset));
    },
    spelling: (container, key) => containers.get(container)?.entries.get(key)?.spelling,
    at,
    fail(code, message, offset, remedy) {
      throw new AppFailure({ code, message, details: { file, ...at(offset), ...(remedy ? { remedy } : {}) } });
    },
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
