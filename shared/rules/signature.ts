import { isObject } from "../kernel/json.ts";
import type { ImageReference } from "../kube/image.ts";
import type { ContainerSubject, CheckResult, Properties, RuleDescriptor } from "./descriptor.ts";

/** A condition of a signature rule, under the custom resource's names (vendor-facts §4). */
export interface SignatureCondition {
  /** `match`: the rule is about these images. `exclude` (a precondition): not about these. */
  type: "match" | "exclude";
  resourceFilter: "registry" | "repository";
  operatorOrFunction: "beginsWith" | "endsWith" | "contains" | "equals";
  value: string;
}

export const SIGNATURE_OPERATORS: Record<SignatureCondition["operatorOrFunction"], (text: string, value: string) => boolean> = {
  beginsWith: (text, value) => text.startsWith(value),
  endsWith: (text, value) => text.endsWith(value),
  contains: (text, value) => text.includes(value),
  equals: (text, value) => text === value,
};

/** Image signature verification: needs the images' signatures as evidence, and has its own preconditions. */
export const SIGNATURE_RULE: RuleDescriptor = {
  type: "verifyImages",
  group: "signature",
  sentence: ["images that are not signed by ", { parameter: "attestors" }, ", of those that ", { parameter: "conditions" }],
  parameters: [
    { name: "attestors", kind: "attestors", label: "Signature material", default: { any: [] } },
    { name: "conditions", kind: "conditions", label: "Condition(s)", default: [] },
  ],
  phases: ["deployment"],
  short: "signature",
  tooltip: "Images in scope must carry a signature of the chosen attestors. Policy exceptions do not apply.",
  help: "A signature says who built an image and that nothing changed since. An image is in scope when it meets every “match” condition and no “exclude” condition; without conditions every image is.",
  api: [],
  excusable: false,
  judge: { scope: "container", compile: compileSignatures },
};

function compileSignatures(properties: Properties): (subject: ContainerSubject) => CheckResult[] {
  const conditions = signatureConditions(properties);
  const wanted = conditions.filter((condition) => condition.type === "match");
  const excluded = conditions.filter((condition) => condition.type === "exclude");

  return ({ container, image, path }) => {
    const inScope =
      image === undefined || (wanted.every((condition) => meets(image, condition)) && !excluded.some((condition) => meets(image, condition)));
    if (!inScope) return [];
    return [
      {
        status: "not-decidable",
        path: `${path}.image`,
        value: container.image === "" ? null : container.image,
        basis: "explicit",
        message: "No signatures imported: whether this image is signed cannot be told here.",
        remediation: "Import the image's signatures, or verify it where the registry can be reached.",
      },
    ];
  };
}

/** Whose signatures a rule asks for, and of how many of them. */
export interface AttestorChoice {
  match: "all" | "any" | "atLeast";
  names: string[];
  /** How many of them must have signed: all, one, or as written. */
  count: number;
}

/**
 * The attestors of a signature rule: `{ all: names }`, `{ any: names }`, or `{ any: names, atLeast: count }`, which is
 * Sallyport's own. What is not well formed has no names.
 */
export function attestorsOf(properties: Properties): AttestorChoice {
  const value = properties["attestors"];
  const lists = isObject(value) ? value : {};
  const match = Array.isArray(lists["all"]) ? "all" : lists["atLeast"] === undefined ? "any" : "atLeast";
  const list = match === "all" ? lists["all"] : lists["any"];
  const names = Array.isArray(list) ? list.filter((name) => typeof name === "string") : [];
  const count = match === "all" ? names.length : match === "any" ? 1 : Number(lists["atLeast"]);
  return { match, names, count };
}

/** The conditions of a rule that are well formed. */
export function signatureConditions(properties: Properties): SignatureCondition[] {
  const list = properties["conditions"];
  return Array.isArray(list) ? (list.filter(isCondition) as SignatureCondition[]) : [];
}

function isCondition(value: unknown): boolean {
  return isObject(value) && typeof value["value"] === "string" && Object.hasOwn(SIGNATURE_OPERATORS, String(value["operatorOrFunction"]));
}

/** Compared in both spellings, as written and canonical; the host without regard to case. */
function meets(image: ImageReference, { resourceFilter, operatorOrFunction, value }: SignatureCondition): boolean {
  const compare = SIGNATURE_OPERATORS[operatorOrFunction];
  if (resourceFilter === "registry")
    return [image.host, image.canonicalHost].some((host) => compare(host.toLowerCase(), value.toLowerCase()));
  return [image.path, image.canonicalPath].some((path) => compare(path, value));
}
