import { isObject } from "../kernel/json.ts";
import { byCodeUnit } from "../kernel/stable.ts";
import { encodeUtf8, decodeUtf8, equalBytes } from "./bytes.ts";

/** Deeper documents are not ours, and would overflow the stack. */
const MOST_DEPTH = 64;

/**
 * Canonical JSON (RFC 8785, JCS) as UTF-8: equal values have equal bytes. Undefined for what has no canonical form: NaN,
 * infinities, lone surrogates, values that JSON does not know, more than 64 levels.
 */
export function canonicalJson(value: unknown): Uint8Array | undefined {
  const text = write(value, 0);
  return text === undefined ? undefined : encodeUtf8(text);
}

function write(value: unknown, depth: number): string | undefined {
  if (depth > MOST_DEPTH) return undefined;
  if (value === null || typeof value === "boolean") return String(value);
  // ECMAScript writes numbers as the RFC demands.
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value === "string") return value.isWellFormed() ? JSON.stringify(value) : undefined;
  if (Array.isArray(value)) return joined("[", value.map((item) => write(item, depth + 1)), "]");
  if (!isObject(value)) return undefined;
  // By code unit, not by Object.entries: that puts keys that look like numbers first.
  const members = Object.keys(value).sort(byCodeUnit).map((key) => {
    const [name, item] = [write(key, depth), write(value[key], depth + 1)];
    return name === undefined || item === undefined ? undefined : `${name}:${item}`;
  });
  return joined("{", members, "}");
}

function joined(open: string, parts: (string | undefined)[], close: string): string | undefined {
  return parts.every((part) => part !== undefined) ? `${open}${parts.join(",")}${close}` : undefined;
}

/**
 * The value of bytes that are canonical JSON; undefined for all others. So no two readers can understand the same bytes
 * differently: duplicate keys, odd numbers, other escapes and white space are all refused.
 */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  const value = parseJson(bytes);
  const canonical = value === undefined ? undefined : canonicalJson(value);
  return canonical && equalBytes(canonical, bytes) ? value : undefined;
}

/** The value of JSON in UTF-8; undefined where it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
