import { LIMITS, createPlaces, placeIn } from "../../shared/exchange/index.ts";
import { isForbiddenKey, isObject } from "../../shared/kernel/json.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Hcl } from "../ports.ts";

/** More than any Terraform file of policies has; the parser would run out of stack far above it. */
const DEEPEST = 64;

/**
 * Parses a Terraform file (HCL native syntax) with HashiCorp's own parser, compiled to WebAssembly: two seconds when first
 * used, so it is loaded only then. Blocks become maps by type and label to lists of bodies; expressions stay as texts
 * `${…}`.
 */
export async function parseHcl(text: string, file: string): Promise<Result<unknown>> {
  const places = createPlaces(text, file);
  if (text.length > LIMITS.terraformCharacters) {
    return fail("too-large", "The file has more than 1 MB: no Terraform file of policies is that large.", { file, ...places.at(LIMITS.terraformCharacters), remedy: "Check that it is the right file, or split it." });
  }
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    return fail("too-large", `The file is nested more than ${DEEPEST} levels deep.`, { file, ...places.at(tooDeep), remedy: "No policy is: check the file." });
  }
  const { parse } = await import("@cdktn/hcl2json");
  try {
    const content: unknown = await parse(file, text);
    const forbidden = forbiddenKey(content);
    if (forbidden === undefined) return ok(content);
    return fail("invalid-input", `The key "${forbidden.at(-1)}" is not allowed.`, { file, ...placeIn(text, forbidden), remedy: "Remove it." });
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error), file);
  }
}

/** The parser's complaint: `parse config: [name:line,column-line,column: Summary; Detail.]`. */
function unreadable(complaint: string, file: string): Result<never> {
  const match = /:(\d+),(\d+)-(?:\d+,)?\d+: ([\s\S]*?)\]?$/.exec(complaint);
  const place = match ? { line: Number(match[1]), column: Number(match[2]) } : {};
  const why = (match?.[3] ?? complaint).replaceAll(/\s+/g, " ").slice(0, 300);
  return fail("unreadable", `The Terraform file is broken: ${why}`, { file, ...place });
}

/** Where brackets are nested too deep, those in texts and comments not counted; undefined when they nowhere are. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  // Line and block comments, quoted texts, brackets; whatever else is passed over.
  for (const { 0: token, index } of text.matchAll(/\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|[[\](){}]/g)) {
    if (token === "]" || token === ")" || token === "}") depth--;
    else if ((token === "[" || token === "(" || token === "{") && ++depth > DEEPEST) return index;
  }
  return undefined;
}

/** The path to the first key that is not allowed. */
function forbiddenKey(value: unknown): (string | number)[] | undefined {
  const entries: [string | number, unknown][] = Array.isArray(value) ? value.map((item: unknown, index) => [index, item]) : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of entries) {
    if (typeof key === "string" && isForbiddenKey(key)) return [key];
    const found = forbiddenKey(item);
    if (found) return [key, ...found];
  }
  return undefined;
}

/** The parser on this thread: for the command line, whose process ends after it. */
export const hclHere: Hcl & { close(): Promise<void> } = {
  parse: ({ text, file }) => parseHcl(text, file),
  close: () => Promise.resolve(),
};
