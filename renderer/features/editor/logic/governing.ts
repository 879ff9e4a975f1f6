import type { Policy } from "../../../../shared/model/policy.ts";

/** Where a part of what holds in a namespace comes from, and how much of it there is. */
export interface Governed {
  /** True: taken whole from the Cluster-wide definition. */
  isInherited: boolean;
  /** Rules or exceptions that are on and hold in the namespace. */
  count: number;
  /** Those that are on and limited to other namespaces. */
  elsewhere: number;
}

/** Which definition governs a namespace, and what it inherits. */
export interface Governing {
  /** Place in `policy.namespaced`, or the Cluster-wide definition. */
  place: number | "cluster";
  name: string;
  rules: Governed;
  exceptions: Governed;
}

/** A namespace that no definition names is governed by the Cluster-wide one. */
export function governingOf(policy: Policy, namespace: string): Governing {
  const found = policy.namespaced.findIndex(({ namespaces }) => namespaces.includes(namespace));
  const definition = policy.namespaced[found];
  return {
    place: definition ? found : "cluster",
    name: definition?.name ?? "Cluster-wide",
    rules: governed(namespace, policy.cluster.rules, definition ? definition.rules : policy.cluster.rules),
    exceptions: governed(namespace, policy.cluster.exceptions, definition ? definition.exceptions : policy.cluster.exceptions),
  };
}

interface Limited {
  enabled?: boolean;
  namespaces?: string[];
}

function governed(namespace: string, clusterWide: Limited[], own: Limited[] | undefined): Governed {
  const on = (own ?? clusterWide).filter(({ enabled }) => enabled !== false);
  const here = on.filter(({ namespaces = [] }) => namespaces.length === 0 || namespaces.includes(namespace));
  return { isInherited: own === undefined, count: here.length, elsewhere: on.length - here.length };
}

/** Every namespace that a policy names, in order. */
export function namedNamespaces(policy: Policy): string[] {
  return [...new Set(policy.namespaced.flatMap(({ namespaces }) => namespaces))].toSorted();
}
