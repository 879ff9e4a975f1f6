import { useSyncExternalStore } from "react";

/**
 * A value that many parts of a page look at, each at a little of it. A context would draw all of them again with every
 * new value; here only those are whose little has changed.
 */
export interface Watched<T> {
  get: () => T;
  set: (value: T) => void;
  /** Calls back after every new value; the answer ends it. */
  subscribe: (listener: () => void) => () => void;
}

export function watched<T>(first: T): Watched<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What `take` takes of the value: a plain value, or an object that stays the same while its content does. */
export function useWatched<T, Part>({ get, subscribe }: Watched<T>, take: (value: T) => Part): Part {
  return useSyncExternalStore(subscribe, () => take(get()));
}
