import type { Audit, AuditEvents } from "../ports.ts";
import type { MethodNames } from "../workers/rpc.ts";

/** The names that cross to the audit thread, and those that come back from it. */
export const AUDIT_METHODS: MethodNames<Audit> = {
  read: true, snapshotHead: true, snapshotLines: true, cancel: true, has: true, load: true, unload: true,
  judge: true, rows: true, workload: true, yaml: true, objectOf: true, trace: true, impact: true,
  outlook: true, groups: true, heatMap: true, exportScan: true, propose: true, compare: true, exportComparison: true, namespaces: true, namespacesOf: true, exceptions: true,
};

export const AUDIT_EVENTS: MethodNames<AuditEvents> = { progress: true, blocks: true, connection: true };
