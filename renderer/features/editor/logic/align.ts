import { stableStringify } from "../../../../shared/kernel/stable.ts";

/**
 * Tells which item of a list is which item of an earlier state of it, so that changed, new and removed items can be
 * marked. Items carry no identity in the document, and a draft that comes back after a crash is only a document: so equal
 * items are paired first, then what is left over in order, where `kind` agrees.
 */
export function align<T>(before: readonly T[], now: readonly T[], kind: (item: T) => string): (number | undefined)[] {
  const pairs: (number | undefined)[] = now.map(() => undefined);
  const free = new Set(before.keys());
  pairBy(pairs, free, before, now, textOf);
  pairBy(pairs, free, before, now, kind);
  return pairs;
}

/** Pairs the still unpaired items whose keys agree, in order; an item that kept its place is preferred. */
function pairBy<T>(
  pairs: (number | undefined)[],
  free: Set<number>,
  before: readonly T[],
  now: readonly T[],
  key: (item: T) => string,
): void {
  const waiting = new Map<string, number[]>();
  for (const index of free) {
    const name = key(before[index] as T);
    const list = waiting.get(name);
    if (list) list.push(index);
    else waiting.set(name, [index]);
  }
  const take = (index: number, list: number[]) => {
    free.delete(index);
    list.splice(list.indexOf(index), 1);
    return index;
  };
  const open = now.map((item, index) => ({ item, index })).filter(({ index }) => pairs[index] === undefined);
  const moved = open.filter(({ item, index }) => {
    const list = waiting.get(key(item));
    if (!list?.includes(index)) return true;
    pairs[index] = take(index, list);
    return false;
  });
  for (const { item, index } of moved) {
    const list = waiting.get(key(item));
    const first = list?.[0];
    if (list && first !== undefined) pairs[index] = take(first, list);
  }
}

/** Whether two values are the same document. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || textOf(a) === textOf(b);
}

/** Parts of a policy are never changed in place, so the text of each is made once. */
const texts = new WeakMap<object, string>();

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return stableStringify(value) ?? "";
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = stableStringify(value);
  texts.set(value, text);
  return text;
}
