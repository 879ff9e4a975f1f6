import type { JobProgress } from "../../../shared/ipc/types.ts";
import type { Connection } from "../../../shared/ipc/contract.ts";
import { emptyPolicy, type Policy, type PolicyRule } from "../../../shared/model/policy.ts";
import type { Audit, AuditEvents, SnapshotBlock } from "../../../main/ports.ts";

export const SETTINGS = { excludedNamespaces: ["kube-system"], trustedDigests: [], now: "2026-06-01T00:00:00Z" };
export const OPTIONS = { phase: "deployment" } as const;
export const ALL_ROWS = { filter: {}, sort: "name", descending: false, offset: 0, limit: 1000 } as const;

export function policyWith(...rules: Partial<PolicyRule>[]): Policy {
  const policy = emptyPolicy("test");
  policy.cluster.rules = rules.map((rule) => ({ type: "privileged", enabled: true, action: "block", mitigation: "none", properties: {}, ...rule }));
  return policy;
}

/** What a reading told. */
export interface Told {
  blocks: SnapshotBlock[];
  progress: JobProgress[];
  connections: Connection[];
}

export function listening(onBlocks: () => Promise<void> = () => Promise.resolve()): Told & { events: AuditEvents } {
  const told: Told = { blocks: [], progress: [], connections: [] };
  const events: AuditEvents = {
    progress: (_jobId, progress) => void told.progress.push(progress),
    blocks(_snapshotId, blocks) {
      told.blocks.push(...blocks);
      return onBlocks();
    },
    connection: (connection) => void told.connections.push(connection),
  };
  return { ...told, events };
}

export function blockOf(blocks: SnapshotBlock[], object: number): SnapshotBlock {
  const block = blocks.find(({ first, count }) => object >= first && object < first + count);
  if (!block) throw new Error(`No block holds object ${object}.`);
  return block;
}

/** The value of a result that must be one. */
export async function value<T>(result: Promise<{ ok: true; value: T } | { ok: false; error: { message: string } }>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
}

export function readFiles(audit: Audit, paths: string[], snapshotId = "s"): ReturnType<Audit["read"]> {
  return audit.read({ jobId: "job", snapshotId, source: { type: "files", paths, namespace: "default" } });
}
