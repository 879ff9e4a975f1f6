import { isObject } from "../kernel/json.ts";
import { IMAGE_PARTS, type ImagePart, type PolicyException, type PolicyRule } from "../model/policy.ts";
import { unreadException, unreadRule } from "../model/unread.ts";
import type { AppError } from "../kernel/result.ts";
import { attempt, refuse, type ReadContext } from "./context.ts";
import { at, fieldsOf, list, pathTo, type Fields } from "./fields.ts";
import { LIMITS } from "./text/limits.ts";

/**
 * Reads a list of rules. One that cannot be read is reported with its number, as the vendor's operator does, and kept in
 * its place, switched off, so that every other keeps its index.
 */
export function readRules(parent: Fields, key: string, read: (rule: Fields) => PolicyRule): PolicyRule[] | undefined {
  return readItems(parent, key, "rule", read, (source, problem) =>
    unreadRule(typeOf(source) ?? "unknown", { format: parent.context.format, source, problem }),
  );
}

/** Reads a list of exceptions like `readRules`. One that cannot be read excuses nothing. */
export function readExceptions(parent: Fields, key: string, read: (exception: Fields) => PolicyException): PolicyException[] | undefined {
  return readItems(parent, key, "exception", read, (source, problem) =>
    unreadException(imagePart(typeOf(source)) ?? "imageName", { format: parent.context.format, source, problem }),
  );
}

function readItems<T>(
  parent: Fields,
  key: string,
  what: string,
  read: (item: Fields) => T,
  unread: (source: unknown, problem: string) => T,
): T[] | undefined {
  const { context } = parent;
  const items = list(parent, key);
  if (items && items.length > LIMITS.items) {
    refuse(context, { ...at(parent, key), container: items, key: LIMITS.items }, `${pathTo(parent, key)} has ${items.length} entries.`, `A policy has at most ${LIMITS.items}: split it.`);
  }
  return items?.map((source, index) => {
    const path = `${pathTo(parent, key)}[${index}]`;
    const result = attempt(() => {
      if (!isObject(source)) return refuse(context, { container: items, key: index, path }, "It must be a map.", "Write it with its fields, beginning with type, or remove it.");
      return read(fieldsOf(context, source, path));
    });
    if ("value" in result) return result.value;
    const place = context.places.of(items, index);
    context.problems.push(numbered({ ...result.error, details: { ...place, ...result.error.details } }, what, index, source));
    return unread(source, result.error.message);
  });
}

/** `Rule 3 (imageTag): …`, counted from 1 as people do. */
function numbered(error: AppError, what: string, index: number, source: unknown): AppError {
  const type = typeOf(source);
  const consequence = what === "rule" ? "It is kept but not judged." : "It is kept but excuses nothing.";
  return { ...error, message: `${what} ${index + 1}${type === undefined ? "" : ` (${type})`}: ${error.message} ${consequence}` };
}

/** Longer than any type; what is longer is named by its start. */
const MAX_TYPE = 64;

function typeOf(source: unknown): string | undefined {
  return isObject(source) && typeof source["type"] === "string" ? source["type"].slice(0, MAX_TYPE) : undefined;
}

function imagePart(type: string | undefined): ImagePart | undefined {
  return IMAGE_PARTS.find((part) => part === type);
}

/** What the readers of a format need to know of a rule type they do not find. */
export function refuseUnknownType(context: ReadContext, rule: Fields, type: string): never {
  return refuse(context, { container: rule.map, key: "type", path: pathTo(rule, "type") }, `Sallyport knows no rule type "${type}".`, "Correct the type, or leave it: it is written back as it is.");
}
