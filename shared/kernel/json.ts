export type JsonObject = { [key: string]: unknown };

/** True for a plain object, false for null and arrays. */
export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A key that could reach into JavaScript's own objects: no document needs it, so it is refused and never stored. */
export function isForbiddenKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}
