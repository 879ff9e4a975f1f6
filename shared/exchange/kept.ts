import type { DocumentFormat } from "./formats.ts";
import { isObject, type JsonObject } from "../kernel/json.ts";

/**
 * What a format says that the model does not know is kept in `extra` under the format's name, and written back when the
 * same format is written. Policies, rules, exceptions and definitions all keep it the same way.
 */
type Extra = Record<string, unknown> | undefined;

/** What was kept for a format; empty when nothing was. */
export function keptFor(item: { extra?: Record<string, unknown> }, format: DocumentFormat): JsonObject {
  const kept = item.extra?.[format];
  return isObject(kept) ? kept : {};
}

/** A map kept under `key`; empty when there is none. */
export function keptMap(kept: JsonObject, key: string): JsonObject {
  const value = kept[key];
  return isObject(value) ? value : {};
}

/** `extra` with what is to be kept for a format; entries without a value are left out, and so is an empty `extra`. */
export function keep(extra: Extra, format: DocumentFormat, entries: Record<string, unknown>): { extra?: Record<string, unknown> } {
  const kept = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  const all = Object.keys(kept).length > 0 ? { ...extra, [format]: kept } : extra;
  return all && Object.keys(all).length > 0 ? { extra: all } : {};
}

/** `extra` as Sallyport's own documents write it: without what stands at its own place there. */
export function writtenExtra(item: { extra?: Record<string, unknown> }): JsonObject {
  const { sallyport: _own, ...extra } = item.extra ?? {};
  return Object.keys(extra).length > 0 ? { extra } : {};
}
