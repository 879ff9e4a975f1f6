import { AppFailure, fail, ok, type AppError, type Result } from "../../kernel/result.ts";
import { parseJson } from "./json.ts";
import { LIMITS } from "./limits.ts";
import { createPlaces, type Places } from "./places.ts";
import { parseYaml } from "./yaml.ts";

export { createPlaces, type Place, type Places } from "./places.ts";

export interface ParsedText {
  documents: unknown[];
  /** What is wrong with other documents of the text, which could not be read. */
  problems: AppError[];
  places: Places;
}

/**
 * Reads a text as JSON where it looks like it, else as YAML. Text of which nothing can be read ends in one error with file,
 * line and column; of the two readers' complaints the one that fits the file is given.
 */
export function parseText(text: string, file: string): Result<ParsedText> {
  const clean = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (clean.length > LIMITS.characters) {
    const place = createPlaces(clean, file).at(LIMITS.characters);
    return fail("too-large", "The file has more than 5 MB: no policy is that large.", { file, ...place, remedy: "Check that it is the right file, or split it." });
  }
  if (clean.includes("\u0000")) {
    const place = createPlaces(clean, file).at(clean.indexOf("\u0000"));
    return fail("unreadable", "This is not a text file.", { file, ...place, remedy: "A policy is a YAML or JSON text in UTF-8." });
  }
  const looksLikeJson = /^\s*[{[]/.test(clean);
  const json = looksLikeJson ? attempt(clean, file, (places) => ({ values: [parseJson(clean, places)], problems: [] })) : undefined;
  // A broken promise of JSON may still be YAML's flow style; a refused JSON document (duplicate keys) stays refused.
  if (json && (json.ok || json.error.code !== "unreadable")) return json;
  const yaml = attempt(clean, file, (places) => parseYaml(clean, places));
  if (yaml.ok || !json || json.ok) return yaml;
  return yaml.error.code !== "unreadable" || !isJsonName(file) ? yaml : json;
}

function attempt(text: string, file: string, parse: (places: Places) => { values: unknown[]; problems: AppError[] }): Result<ParsedText> {
  const places = createPlaces(text, file);
  const explain = (error: AppError): AppError => (text.includes("{{") ? withTemplateHint(error) : error);
  try {
    const { values, problems } = parse(places);
    const [first] = problems;
    if (first && values.every((value) => value === null)) return { ok: false, error: explain(first) };
    return ok({ documents: values, problems: problems.map(explain), places });
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return { ok: false, error: explain(error.error) };
  }
}

/** `{{ … }}` is what breaks most YAML files that do not parse. */
function withTemplateHint(error: AppError): AppError {
  if (error.code !== "unreadable") return error;
  return { ...error, details: { ...error.details, remedy: "It looks like a Helm template: render it first (helm template)." } };
}

function isJsonName(file: string): boolean {
  return /\.json$/i.test(file);
}
