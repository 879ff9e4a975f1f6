/**
 * The library's YAML for the values that policies are made of, written directly, in a tenth of the time: a bundle has a
 * hundred of them. What is rarer (fractions, control characters, keys of several lines) is left to the library; a test holds
 * both to the same bytes.
 */

const STEP = "  ";
/** Characters. The library writes longer keys in another form. */
const LONGEST_KEY = 1000;
/** JSON without escapes but of quotes and backslashes: of all others YAML has its own. */
const COMMON_TEXT = /^"(?:[^\\]|\\["\\])*"$/;

export type TextStyle = "plain" | "block" | "quoted";

type StyleOf = (text: string) => TextStyle;

/** @returns undefined for what is left to the library */
export function plainYaml(value: unknown, styleOf: StyleOf): string | undefined {
  const out: string[] = [];
  // The library has rules of its own for text at the top.
  return typeof value === "object" && value !== null && writeValue(value, "", styleOf, out) ? `${out.join("")}\n` : undefined;
}

/** Appends a value that begins at the place reached; its further lines are indented. False: it must be left to the library. */
function writeValue(value: unknown, indent: string, styleOf: StyleOf, out: string[]): boolean {
  if (typeof value === "string") return writeText(value, indent, styleOf, out);
  if (Array.isArray(value)) return writeList(value, indent, styleOf, out);
  if (typeof value === "object" && value !== null) return writeMap(value, indent, styleOf, out);
  if (value === null || typeof value === "boolean" || (Number.isSafeInteger(value) && !Object.is(value, -0))) return out.push(String(value)) > 0;
  return false;
}

function writeText(text: string, indent: string, styleOf: StyleOf, out: string[]): boolean {
  const style = styleOf(text);
  if (style === "plain") return out.push(text) > 0;
  if (style === "block") return out.push(text.endsWith("\n") ? "|\n" : "|-\n", indent, text.replace(/\n$/, "").replaceAll(/\n+/g, `$&${indent}`)) > 0;
  const quoted = JSON.stringify(text);
  return COMMON_TEXT.test(quoted) && out.push(quoted) > 0;
}

function writeList(list: readonly unknown[], indent: string, styleOf: StyleOf, out: string[]): boolean {
  if (list.length === 0) return out.push("[]") > 0;
  return list.every((item, index) => {
    out.push(index === 0 ? "- " : `\n${indent}- `);
    return writeValue(item, indent + STEP, styleOf, out);
  });
}

function writeMap(map: object, indent: string, styleOf: StyleOf, out: string[]): boolean {
  if (Object.getPrototypeOf(map) !== Object.prototype) return false;
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return out.push("{}") > 0;
  return entries.every(([key, value], index) => {
    if (index > 0) out.push(`\n${indent}`);
    if (key.length > LONGEST_KEY || styleOf(key) === "block" || !writeText(key, indent, styleOf, out)) return false;
    out.push(isNested(value) ? `:\n${indent}${STEP}` : ": ");
    return writeValue(value, indent + STEP, styleOf, out);
  });
}

/** Stands on lines of its own. */
function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).some((each) => Array.isArray(value) || each !== undefined);
}
