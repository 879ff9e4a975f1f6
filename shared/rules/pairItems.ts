import { stableStringify } from "../kernel/stable.ts";

/**
 * Tells which item of a list is which item of an earlier state of it: for each item of `after` its place in `before`.
 * Items have no identity in a document, so equal ones are paired first, then what is left over in order, where the kind
 * agrees.
 */
export function pairItems<T>(before: readonly T[], after: readonly T[], kindOf: (item: T) => string): (number | undefined)[] {
  const pairs: (number | undefined)[] = after.map(() => undefined);
  const free = new Set(before.keys());
  for (const keyOf of [(item: T) => stableStringify(item), kindOf]) pairBy(pairs, free, before, after, keyOf);
  return pairs;
}

function pairBy<T>(pairs: (number | undefined)[], free: Set<number>, before: readonly T[], after: readonly T[], keyOf: (item: T) => string): void {
  const waiting = new Map<string, number[]>();
  for (const place of free) {
    const key = keyOf(before[place] as T);
    waiting.set(key, [...(waiting.get(key) ?? []), place]);
  }
  after.forEach((item, index) => {
    if (pairs[index] !== undefined) return;
    const place = waiting.get(keyOf(item))?.shift();
    if (place === undefined) return;
    pairs[index] = place;
    free.delete(place);
  });
}
