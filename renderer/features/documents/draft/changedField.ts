import { isObject } from "../../../../shared/kernel/json.ts";

/**
 * The one field in which two states of a document differ, as `rules[3].mitigation`; undefined when they differ in several,
 * or something was added or taken away. Typing in one field makes one step of undo.
 */
export function changedField(before: unknown, after: unknown): string | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return undefined;
    const places = before.flatMap((item, place) => (item === after[place] ? [] : [place]));
    const [place] = places;
    return place === undefined || places.length > 1 ? undefined : within(`[${place}]`, changedField(before[place], after[place]));
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
    const [key] = keys;
    return key === undefined || keys.length > 1 ? undefined : within(`.${key}`, changedField(before[key], after[key]));
  }
  return typeof before === "string" && typeof after === "string" ? "" : undefined;
}

function within(outer: string, inner: string | undefined): string | undefined {
  return inner === undefined ? undefined : outer + inner;
}
