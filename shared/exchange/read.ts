import { isObject, type JsonObject } from "../kernel/json.ts";
import type { AppError } from "../kernel/result.ts";
import type { Attestor } from "../model/attestor.ts";
import type { Policy } from "../model/policy.ts";
import type { Ruleset } from "../model/ruleset.ts";
import { readApiAttestor, readApiRuleset } from "./api/objects.ts";
import { readApiPolicy } from "./api/read.ts";
import { attempt, createContext, factsOf, type ReadContext, type ReadFacts } from "./context.ts";
import { readAttestorResource } from "./customResource/attestors.ts";
import { KINDS, isVendorApiVersion } from "./customResource/names.ts";
import { readCustomResource } from "./customResource/read.ts";
import { readCustomRuleset, readRuntimeRuleset } from "./customResource/rulesets.ts";
import type { DocumentFormat } from "./formats.ts";
import { joinRulesets } from "./joinRulesets.ts";
import { readOwnAttestor, readOwnRuleset } from "./sallyport/objects.ts";
import { readOwnPolicy } from "./sallyport/read.ts";
import { parseText, type Places } from "./text/index.ts";

export type { ReadFacts } from "./context.ts";

export type ReadPolicy = ReadFacts & { policy: Policy };

export type ReadDocument = ReadFacts &
  (
    | { kind: "policy"; document: Policy }
    /** `isCustom`: read from a CustomRuleset, which has custom rules only. */
    | { kind: "ruleset"; document: Ruleset; isCustom?: boolean }
    | { kind: "attestor"; document: Attestor }
  );

/**
 * Reads every policy of a text like `readDocuments`; other documents in it are named in a remark.
 * @param file only names the text in messages.
 */
export function readPolicies(text: string, file: string): { policies: ReadPolicy[]; problems: AppError[] } {
  const { documents, problems } = readDocuments(text, file);
  const policies = documents.flatMap(({ kind, document, ...facts }): ReadPolicy[] => (kind === "policy" ? [{ policy: document, ...facts }] : []));
  const others = documents.filter(({ kind }) => kind !== "policy");
  const [first] = policies;
  if (first && others.length > 0) first.remarks.push(`The file also holds ${named(others)}: not read as a policy.`);
  if (!first && problems.length === 0) problems.push({ code: "invalid-input", message: `No policy in it, only ${named(others)}.`, details: { file, remedy: RECOGNISED } });
  return { policies, problems };
}

function named(documents: ReadDocument[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of documents) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return listOf(counts);
}

/**
 * Reads every policy, ruleset and attestor of a text, recognised by its content: custom resources (YAML or JSON, several
 * documents, `List`), the vendor API's JSON (one, a list, a page of `items`), Sallyport's own documents. What cannot be
 * read is in `problems` with file, line and column: a whole document, or one rule of what is otherwise there.
 * @param file only names the text in messages.
 */
export function readDocuments(text: string, file: string): ReadTexts {
  const parsed = parseText(text, file);
  if (!parsed.ok) return { documents: [], problems: [parsed.error], isForeign: false };
  const { documents, problems, places } = parsed.value;
  const found: Findings = { documents: [], problems: [...problems], others: new Map(), file, places };
  for (const document of documents) if (document !== null) collect(document, found, "");
  found.documents = joinRulesets(found.documents);

  const others = listOf(found.others);
  const [first] = found.documents;
  if (first && others !== "") first.remarks.push(`The file also holds ${others}: not read as a ${first.kind}.`);
  const isForeign = !first && found.problems.length === 0;
  if (isForeign) {
    const message = `No policy, ruleset or attestor in it${others === "" ? "" : `, only ${others}`}.`;
    found.problems.push({ code: "invalid-input", message, details: { file, remedy: RECOGNISED } });
  }
  return { documents: found.documents, problems: found.problems, isForeign };
}

/** What a text holds. `isForeign`: it can be read, and nothing in it is a document of ours or the vendor's. */
export interface ReadTexts {
  documents: ReadDocument[];
  problems: AppError[];
  isForeign: boolean;
}

function listOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${count} ${what}`).join(", ");
}

export const RECOGNISED = "Sallyport reads the vendor's custom resources, the JSON of the vendor's API, Terraform files and its own documents (schema: sallyport/policy/v1).";

interface Findings {
  documents: ReadDocument[];
  problems: AppError[];
  /** Other things in the file, by what they are. */
  others: Map<string, number>;
  file: string;
  places: Places;
}

/** Finds the documents in one value of the text. `path` is its path for messages. */
function collect(value: unknown, found: Findings, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, found, `${path}[${index}]`));
    return;
  }
  if (!isObject(value)) return countOther(found, "value that is no document");
  const { schema, kind, apiVersion, items } = value;
  if (typeof schema === "string" && schema.startsWith("sallyport/")) return collectOwn(value, schema, found);
  if (typeof kind === "string" && typeof apiVersion === "string") {
    if (Array.isArray(items) && kind.endsWith("List")) return collect(items, found, path === "" ? "items" : `${path}.items`);
    return collectResource(value, kind, apiVersion, found);
  }
  if (Array.isArray(items)) return collect(items, found, path === "" ? "items" : `${path}.items`);
  collectApi(value, found, path);
}

function collectOwn(value: JsonObject, schema: string, found: Findings): void {
  if (schema.startsWith("sallyport/policy/")) return take(found, "sallyport", "policy", (context) => readOwnPolicy(context, value));
  if (schema.startsWith("sallyport/ruleset/")) return take(found, "sallyport", "ruleset", (context) => readOwnRuleset(context, value));
  if (schema.startsWith("sallyport/attestor/")) return take(found, "sallyport", "attestor", (context) => readOwnAttestor(context, value));
  countOther(found, schema);
}

function collectResource(value: JsonObject, kind: string, apiVersion: string, found: Findings): void {
  if (!isVendorApiVersion(apiVersion)) return countOther(found, `${kind} (${apiVersion})`);
  const format = "custom-resource";
  if (kind === KINDS.policy) return take(found, format, "policy", (context) => readCustomResource(context, value));
  if (kind === KINDS.ruleset) return take(found, format, "ruleset", (context) => readRuntimeRuleset(context, value));
  if (kind === KINDS.customRuleset) return take(found, format, "ruleset", (context) => readCustomRuleset(context, value), { isCustom: true });
  if (kind === KINDS.attestor) return take(found, format, "attestor", (context) => readAttestorResource(context, value));
  countOther(found, kind);
}

/** The API's objects name no kind: they are told apart by the fields that only one of them has. */
function collectApi(value: JsonObject, found: Findings, path: string): void {
  const isNamed = typeof value["name"] === "string";
  if (isObject(value["default"]) || (isNamed && Array.isArray(value["namespaced"]))) {
    return take(found, "api", "policy", (context) => readApiPolicy(context, value, path));
  }
  if (isNamed && value["publicKey"] !== undefined) return take(found, "api", "attestor", (context) => readApiAttestor(context, value, path));
  if (isNamed && (Array.isArray(value["rules"]) || Array.isArray(value["labels"]))) {
    return take(found, "api", "ruleset", (context) => readApiRuleset(context, value, path));
  }
  countOther(found, isObject(value["resource"]) ? "Terraform file in JSON (only those named .tf are read)" : "document that is no policy");
}

type DocumentOf<K extends ReadDocument["kind"]> = Extract<ReadDocument, { kind: K }>["document"];

function take<K extends ReadDocument["kind"]>(
  found: Findings,
  format: DocumentFormat,
  kind: K,
  read: (context: ReadContext) => DocumentOf<K>,
  more: { isCustom?: boolean } = {},
): void {
  const context = createContext(found.file, format, found.places);
  const result = attempt(() => read(context));
  found.problems.push(...context.problems);
  if ("error" in result) found.problems.push(result.error);
  else found.documents.push({ kind, document: result.value, ...factsOf(context), ...more } as ReadDocument);
}

function countOther(found: Findings, what: string): void {
  found.others.set(what, (found.others.get(what) ?? 0) + 1);
}
