import type { ContextInfo, SnapshotSummary } from "../../../../shared/ipc/types.ts";
import type { Request } from "../../../../shared/ipc/contract.ts";

/** What is to be judged: stored cluster data, or a cluster that is read now. */
export type ScanTarget = { type: "snapshot"; id: string } | { type: "context"; name: string };

/** A target as the text of a menu entry's value, and back. */
export function targetValue(target: ScanTarget): string {
  return target.type === "snapshot" ? `snapshot:${target.id}` : `context:${target.name}`;
}

export function targetOf(value: string): ScanTarget | undefined {
  const at = value.indexOf(":");
  const rest = value.slice(at + 1);
  if (value.startsWith("snapshot:")) return { type: "snapshot", id: rest };
  if (value.startsWith("context:")) return { type: "context", name: rest };
  return undefined;
}

/** The target as the contract takes it. */
export function targetRequest(target: ScanTarget): Request<"scans.start">["target"] {
  return target.type === "snapshot" ? { snapshotId: target.id } : { source: { type: "context", context: target.name } };
}

/** The policy assigned to a target, if any. */
export function assignedPolicy(target: ScanTarget, snapshots: SnapshotSummary[], contexts: ContextInfo[]): string | undefined {
  return target.type === "snapshot"
    ? snapshots.find((snapshot) => snapshot.id === target.id)?.assignedPolicy
    : contexts.find((context) => context.name === target.name)?.assignedPolicy;
}

/** Contexts whose sign-in command the user has not agreed to cannot be read. */
export function isUsable(context: ContextInfo): boolean {
  return !context.problem && (context.exec?.allowed ?? true);
}
