/** A value with the states before and after it. */
export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  /** The last change: further typing in the same field joins it. */
  last?: { field: string; at: number };
}

/** Steps kept. */
const DEPTH = 200;
/** Changes of one field within this many milliseconds are one step. */
const JOIN_WITHIN = 1500;

export function newHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** A change of `field` at the time `at` (milliseconds). */
export function pushed<T>(history: History<T>, present: T, field: string, at: number): History<T> {
  const joins = history.last?.field === field && at - history.last.at < JOIN_WITHIN;
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-DEPTH),
    present,
    future: [],
    last: { field, at },
  };
}

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const previous = past.at(-1);
  return previous === undefined ? { past, present, future } : { past: past.slice(0, -1), present: previous, future: [present, ...future] };
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
}
