import { AppFailure } from "../../shared/kernel/result.ts";
import { POLICY_SCHEMA } from "../../shared/model/policy.ts";
import type { Policy } from "../../shared/model/policy.ts";

/** Reads a policy document that this store wrote. Where a later schema of the document appears, it is upgraded here. */
export function readPolicyDocument(text: string): Policy {
  const document = JSON.parse(text) as Policy;
  if (document.schema !== POLICY_SCHEMA) {
    throw new AppFailure({
      code: "store-damaged",
      message: `The store holds a policy in a form that Sallyport does not know (${String(document.schema)}).`,
    });
  }
  return document;
}

/** Ticked rules over all definitions. */
export function countRules(document: Policy): number {
  const lists = [document.cluster.rules, ...document.namespaced.map((definition) => definition.rules ?? [])];
  return lists.flat().filter((rule) => rule.enabled).length;
}
