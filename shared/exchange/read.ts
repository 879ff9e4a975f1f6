import type { PolicyFormat } from "./formats.ts";
import { isObject, type JsonObject } from "../kernel/json.ts";
import type { AppError } from "../kernel/result.ts";
import type { Policy } from "../model/policy.ts";
import { readApiPolicy } from "./api/read.ts";
import { attempt, createContext, remarksOf, type ReadContext } from "./context.ts";
import { KIND, isVendorApiVersion } from "./customResource/names.ts";
import { readCustomResource } from "./customResource/read.ts";
import { readOwnPolicy } from "./sallyport/read.ts";
import { parseText, type Places } from "./text/index.ts";

export interface ReadPolicy {
  policy: Policy;
  /** The format it was written in. */
  format: PolicyFormat;
  /** What was converted, tolerated or kept, in words. */
  remarks: string[];
}

/**
 * Reads every policy of a text, recognised by its content: custom resources (YAML or JSON, several documents, `List`),
 * the vendor API's JSON (one, a list, a page of `items`), Sallyport's own documents. What cannot be read is in `problems`
 * with file, line and column: a whole document, or one rule of a policy that is otherwise there.
 * @param file only names the text in messages.
 */
export function readPolicies(text: string, file: string): { policies: ReadPolicy[]; problems: AppError[] } {
  const parsed = parseText(text, file);
  if (!parsed.ok) return { policies: [], problems: [parsed.error] };
  const { documents, places } = parsed.value;
  const found: Findings = { policies: [], problems: [], others: new Map(), file, places };
  for (const document of documents) if (document !== null) collect(document, found, "");

  const others = [...found.others].map(([kind, count]) => `${count} ${kind}`).join(", ");
  const [first] = found.policies;
  if (first && others !== "") first.remarks.push(`The file also holds ${others}: not read as a policy.`);
  if (!first && found.problems.length === 0) {
    const message = others === "" ? "No policy in it." : `No policy in it, only ${others}.`;
    found.problems.push({ code: "invalid-input", message, details: { file, remedy: RECOGNISED } });
  }
  return { policies: found.policies, problems: found.problems };
}

const RECOGNISED = "Sallyport reads the vendor's ClusterPolicy resources, the JSON of the vendor's API, and its own documents (schema: sallyport/policy/v1).";

interface Findings {
  policies: ReadPolicy[];
  problems: AppError[];
  /** Other things in the file, by what they are. */
  others: Map<string, number>;
  file: string;
  places: Places;
}

/** Finds the policies in one document. `path` is the path of `value` for messages. */
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
    if (kind === KIND && isVendorApiVersion(apiVersion)) return take(found, "custom-resource", (context) => readCustomResource(context, value));
    return countOther(found, isVendorApiVersion(apiVersion) ? kind : `${kind} (${apiVersion})`);
  }
  if (Array.isArray(items)) return collect(items, found, path === "" ? "items" : `${path}.items`);
  if (isObject(value["default"]) || (Array.isArray(value["namespaced"]) && typeof value["name"] === "string")) {
    return take(found, "api", (context) => readApiPolicy(context, value, path));
  }
  countOther(found, "document that is no policy");
}

function collectOwn(value: JsonObject, schema: string, found: Findings): void {
  if (!schema.startsWith("sallyport/policy/")) return countOther(found, schema);
  take(found, "sallyport", (context) => readOwnPolicy(context, value));
}

function take(found: Findings, format: PolicyFormat, read: (context: ReadContext) => Policy): void {
  const context = createContext(found.file, format, found.places);
  const result = attempt(() => read(context));
  found.problems.push(...context.problems);
  if ("error" in result) found.problems.push(result.error);
  else found.policies.push({ policy: result.value, format, remarks: remarksOf(context) });
}

function countOther(found: Findings, what: string): void {
  found.others.set(what, (found.others.get(what) ?? 0) + 1);
}
