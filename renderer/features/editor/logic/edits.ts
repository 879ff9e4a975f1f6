import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../../../shared/model/policy.ts";
import type { Lists, Place } from "./place.ts";
import { listsAt } from "./place.ts";

/**
 * Every change that the editor makes to a policy, as functions from policy to policy. Rules are appended and never
 * reordered: a rule's place is its identity in the results of judging.
 */
export type Edit = (policy: Policy) => Policy;

/** Changes the lists of one definition. */
export function editLists(place: Place, change: (lists: Lists) => Lists): Edit {
  return (policy) => {
    if (place === "cluster") return { ...policy, cluster: { ...policy.cluster, ...change(policy.cluster) } };
    return editDefinition(place, (definition) => ({ ...definition, ...change(definition) }))(policy);
  };
}

/** Changes one namespaced definition. */
export function editDefinition(place: number, change: (definition: NamespacedDefinition) => NamespacedDefinition): Edit {
  return (policy) => ({
    ...policy,
    namespaced: policy.namespaced.map((definition, index) => (index === place ? change(definition) : definition)),
  });
}

const editRules = (place: Place, change: (rules: PolicyRule[]) => PolicyRule[]): Edit =>
  editLists(place, (lists) => ({ ...lists, rules: change(lists.rules ?? []) }));

const editExceptions = (place: Place, change: (exceptions: PolicyException[]) => PolicyException[]): Edit =>
  editLists(place, (lists) => ({ ...lists, exceptions: change(lists.exceptions ?? []) }));

/** Appends a rule. */
export const addRule = (place: Place, rule: PolicyRule): Edit => editRules(place, (rules) => [...rules, rule]);

/** Puts a rule at a place, moving the later ones on: how a removed rule comes back. */
export const insertRule = (place: Place, index: number, rule: PolicyRule): Edit =>
  editRules(place, (rules) => rules.toSpliced(Math.min(index, rules.length), 0, rule));

export const removeRule = (place: Place, index: number): Edit => editRules(place, (rules) => rules.toSpliced(index, 1));

export const replaceRule = (place: Place, index: number, rule: PolicyRule): Edit =>
  editRules(place, (rules) => rules.with(index, rule));

export const patchRule = (place: Place, index: number, patch: Partial<PolicyRule>): Edit =>
  editRules(place, (rules) => rules.map((rule, at) => (at === index ? { ...rule, ...patch } : rule)));

export const setProperty = (place: Place, index: number, name: string, value: unknown): Edit =>
  editRules(place, (rules) =>
    rules.map((rule, at) => (at === index ? { ...rule, properties: { ...rule.properties, [name]: value } } : rule)),
  );

/** Ticks a rule, or takes the tick away. A rule that only its tick brought into the list leaves the list with it. */
export function setEnabled(place: Place, index: number, enabled: boolean, onlyTicked: boolean): Edit {
  return !enabled && onlyTicked ? removeRule(place, index) : patchRule(place, index, { enabled });
}

export const addException = (place: Place, exception: PolicyException): Edit =>
  editExceptions(place, (exceptions) => [...exceptions, exception]);

export const removeException = (place: Place, index: number): Edit =>
  editExceptions(place, (exceptions) => exceptions.toSpliced(index, 1));

export const insertException = (place: Place, index: number, exception: PolicyException): Edit =>
  editExceptions(place, (exceptions) => exceptions.toSpliced(Math.min(index, exceptions.length), 0, exception));

export const replaceException = (place: Place, index: number, exception: PolicyException): Edit =>
  editExceptions(place, (exceptions) => exceptions.with(index, exception));

export const patchException = (place: Place, index: number, patch: Partial<PolicyException>): Edit =>
  editExceptions(place, (exceptions) => exceptions.map((exception, at) => (at === index ? { ...exception, ...patch } : exception)));

/** Gives a namespaced definition a list of its own, as a copy of the inherited one or empty. */
export function ownList(place: number, list: "rules" | "exceptions", start: "copy" | "empty"): Edit {
  return (policy) =>
    editDefinition(place, (definition) => ({ ...definition, [list]: start === "copy" ? policy.cluster[list] : [] }))(policy);
}

/** Takes a definition's own list away: it inherits again. */
export function inheritList(place: number, list: "rules" | "exceptions"): Edit {
  return editDefinition(place, ({ [list]: _own, ...rest }) => rest);
}

export const addDefinition = (definition: NamespacedDefinition): Edit => (policy) => ({
  ...policy,
  namespaced: [...policy.namespaced, definition],
});

export const removeDefinition = (place: number): Edit => (policy) => ({ ...policy, namespaced: policy.namespaced.toSpliced(place, 1) });

/** How many rules of a definition are ticked; inherited ones count as they do in the Cluster-wide definition. */
export function tickedRules(policy: Policy, place: Place): number {
  const rules = listsAt(policy, place).rules ?? policy.cluster.rules;
  return rules.filter((rule) => rule.enabled).length;
}
