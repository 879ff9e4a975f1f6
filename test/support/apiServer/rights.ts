import { groupOf, SERVED_RESOURCES, type ListTarget } from "./lists.ts";

/** Who may list what on the test server. */
export interface RightsOptions {
  /** Resources the user may not list at cluster scope. */
  forbidden?: string[];
  /** Of those, what may be listed in a namespace: `{ shop: ["pods"] }`. */
  allowedIn?: Record<string, string[]>;
  /** The server says that it does not know all rules (a webhook decides too). */
  incompleteRules?: boolean;
}

export interface Rights {
  mayList(target: ListTarget): boolean;
  incomplete: boolean;
}

export function createRights({ forbidden = [], allowedIn = {}, incompleteRules = false }: RightsOptions): Rights {
  return {
    incomplete: incompleteRules,
    mayList: ({ resource, namespace }) =>
      !forbidden.includes(resource) || (namespace !== undefined && (allowedIn[namespace]?.includes(resource) ?? false)),
  };
}

/** The status of a SelfSubjectRulesReview: a rule for each resource, and one that allows a single named object, which is no right to list. */
export function rulesReview(rights: Rights, namespace: string): object {
  const allowed = rights.incomplete ? [] : SERVED_RESOURCES.filter((resource) => rights.mayList({ resource, namespace }));
  const rules = allowed.map((resource) => ({ verbs: ["get", "list"], apiGroups: [groupOf(resource)], resources: [resource] }));
  const named = SERVED_RESOURCES.map((resource) => ({ verbs: ["get", "list"], apiGroups: [groupOf(resource)], resources: [resource], resourceNames: ["only-this"] }));
  return { incomplete: rights.incomplete, nonResourceRules: [], resourceRules: [...rules, ...named] };
}
