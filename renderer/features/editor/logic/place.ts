import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../../../shared/model/policy.ts";

/** A definition of a policy: the Cluster-wide one, or the place of a namespaced one in `policy.namespaced`. */
export type Place = "cluster" | number;

/** A definition as the editor sees it: a list that is absent is inherited from the Cluster-wide definition. */
export interface Lists {
  rules?: PolicyRule[];
  exceptions?: PolicyException[];
}

/** The definition's path in the policy's document, as in the paths of `validatePolicy`. */
export function placePath(place: Place): string {
  return place === "cluster" ? "cluster" : `namespaced[${place}]`;
}

/** The path of a rule in the policy's document. */
export function rulePath(place: Place, index: number): string {
  return `${placePath(place)}.rules[${index}]`;
}

/** The place that a path of the document lies in; undefined for fields of the policy itself. */
export function placeOfPath(path: string): Place | undefined {
  if (path === "cluster" || path.startsWith("cluster.")) return "cluster";
  const match = /^namespaced\[(\d+)\]/.exec(path);
  return match ? Number(match[1]) : undefined;
}

/** Whether a path of the document is edited on the Runtime tab. */
export function isRuntimePath(path: string): boolean {
  return /^(runtime|malwareScan|secretScan)\b/.test(path);
}

/** The lists of a definition. A place that no longer exists has none. */
export function listsAt(policy: Policy, place: Place): Lists {
  return place === "cluster" ? policy.cluster : (policy.namespaced[place] ?? {});
}

/** The name under which judging speaks of the definition (`RuleCount.definition`). */
export function definitionName(policy: Policy, place: Place): string {
  return place === "cluster" ? "cluster" : (policy.namespaced[place]?.name ?? "");
}

/** The key by which the results of judging name a rule (`RuleCount.key`). */
export function ruleKey(definition: string, index: number): string {
  return `${definition}/${index}`;
}

/**
 * The lists that a definition had in the saved version: by name, or, after a rename, by place if the saved name of that
 * place is no longer used. Undefined when the definition is new, or nothing was saved.
 */
export function savedLists(policy: Policy, place: Place, base: Policy | null): Lists | undefined {
  if (!base) return undefined;
  if (place === "cluster") return base.cluster;
  return savedDefinition(policy, place, base);
}

/** The saved state of a namespaced definition; see `savedLists`. */
export function savedDefinition(policy: Policy, place: number, base: Policy | null): NamespacedDefinition | undefined {
  const name = policy.namespaced[place]?.name;
  const sameName = base?.namespaced.find((definition) => definition.name === name);
  if (sameName) return sameName;
  const samePlace = base?.namespaced[place];
  return samePlace && !policy.namespaced.some((definition) => definition.name === samePlace.name) ? samePlace : undefined;
}
