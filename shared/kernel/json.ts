export type JsonObject = { [key: string]: unknown };

/** True for a plain object, false for null and arrays. */
export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
