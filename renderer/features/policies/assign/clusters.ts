import type { Assignment, ContextInfo, SnapshotSummary } from "../../../../shared/ipc/types.ts";
import { dateTime } from "../../../ui/format.ts";

/** A cluster to which a policy can be assigned. */
export interface AssignableCluster {
  key: string;
  target: Assignment["target"];
  name: string;
  /** What tells it from others of that name. */
  about: string;
  /** The policy that it has now. */
  policy: string | undefined;
}

/** Contexts and snapshots, and what has a policy but is no longer known: a context whose kubeconfig is gone. */
export function assignableClusters(contexts: ContextInfo[], snapshots: SnapshotSummary[], assignments: Assignment[]): AssignableCluster[] {
  const policies = new Map(assignments.map(({ target, policy }) => [keyOf(target), policy]));
  const cluster = (target: Assignment["target"], name: string, about: string): AssignableCluster => ({
    key: keyOf(target), target, name, about, policy: policies.get(keyOf(target)),
  });
  const known = [
    ...contexts.map(({ name, server }) => cluster({ type: "context", id: name }, name, `context, ${server}`)),
    ...snapshots.map(({ id, name, taken }) => cluster({ type: "snapshot", id }, name, `snapshot taken ${dateTime(taken)}`)),
  ];
  const keys = new Set(known.map(({ key }) => key));
  const lost = assignments.filter(({ target }) => !keys.has(keyOf(target)));
  return [...known, ...lost.map(({ target, name }) => cluster(target, name, `${target.type}, not in any kubeconfig now`))];
}

function keyOf({ type, id }: Assignment["target"]): string {
  return `${type}/${id}`;
}
