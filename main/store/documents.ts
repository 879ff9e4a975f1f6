import { upgradePolicy } from "../../shared/exchange/index.ts";
import { AppFailure } from "../../shared/kernel/result.ts";
import { POLICY_SCHEMA } from "../../shared/model/policy.ts";
import type { Policy } from "../../shared/model/policy.ts";

/** Reads a policy document that this store wrote, brought to the form of this version. */
export function readPolicyDocument(text: string): Policy {
  const document = JSON.parse(text) as Policy;
  if (document.schema !== POLICY_SCHEMA) throw unknownDocument("policy", document.schema);
  return upgradePolicy(document);
}

/** The store holds a document of a schema that this version does not know. */
export function unknownDocument(noun: string, schema: unknown): AppFailure {
  return new AppFailure({
    code: "store-damaged",
    message: `The store holds ${noun === "attestor" ? "an" : "a"} ${noun} in a form that Sallyport does not know (${String(schema)}).`,
  });
}

/** Ticked rules over all definitions. */
export function countRules(document: Policy): number {
  const lists = [document.cluster.rules, ...document.namespaced.map((definition) => definition.rules ?? [])];
  return lists.flat().filter((rule) => rule.enabled).length;
}
