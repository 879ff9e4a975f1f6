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
  if (nestingOf(text) > DEEPEST) {
    return fail("too-large", `${file} is nested more than ${DEEPEST} levels deep.`, { file, remedy: "No policy is: check the file." });
  }
  const { parse } = await import("@cdktn/hcl2json");
  try {
    const content: unknown = await parse(file, text);
    const forbidden = forbiddenKey(content);
    if (forbidden === undefined) return ok(content);
    return fail("invalid-input", `The key "${forbidden}" is not allowed.`, { file, remedy: "Remove it." });
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

/** How deep brackets are nested, those in texts and comments not counted. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  // Line and block comments, quoted texts, brackets; whatever else is passed over.
  for (const [token] of text.matchAll(/\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|[[\](){}]/g)) {
    if (token === "[" || token === "(" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === ")" || token === "}") depth--;
  }
  return deepest;
}

function forbiddenKey(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = forbiddenKey(item);
      if (found !== undefined) return found;
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const found = isForbiddenKey(key) ? key : forbiddenKey(item);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The parser on this thread: for the command line, whose process ends after it. */
export const hclHere: Hcl & { close(): Promise<void> } = {
  parse: ({ text, file }) => parseHcl(text, file),
  close: () => Promise.resolve(),
};
