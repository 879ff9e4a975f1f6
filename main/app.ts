import { randomUUID } from "node:crypto";
import type { Connection, EventName, Events } from "../shared/ipc/contract.ts";
import type { AppInfo } from "../shared/ipc/types.ts";
import { ok } from "../shared/kernel/result.ts";
import type { Result } from "../shared/kernel/result.ts";
import { createExplain } from "./explain.ts";
import type { Application } from "./hosts/application.ts";
import { createRouter } from "./ipc/router.ts";
import type { Audit, AuditEvents, Cluster, Hcl, Store } from "./ports.ts";
import { createUseCases } from "./usecases/index.ts";
import { createJobs } from "./usecases/jobs.ts";

export interface AppOptions {
  store: Store & { close(): Promise<void> };
  /** Starts the audit side, given what it tells of. */
  audit: (events: AuditEvents) => Promise<Result<Audit & { close(): Promise<void> }>>;
  /** Makes the cluster side, given whom it tells of connections. */
  cluster: (onConnection: (connection: Connection) => void) => Cluster;
  /** Parses Terraform files. */
  hcl: Hcl & { close(): Promise<void> };
  info: AppInfo;
  userName: string;
  resourcesDirectory: string;
  now?: () => string;
  newId?: () => string;
}

type Listener = Parameters<Application["subscribe"]>[0];

/** Connections that are remembered, so that a long session stays small. */
const MOST_CONNECTIONS = 10_000;

/** Builds the application from its ports: everything that a host needs is in the answer. Closing it closes the ports. */
export async function createApp(options: AppOptions): Promise<Result<Application>> {
  const { store, hcl, info, userName, resourcesDirectory } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const newId = options.newId ?? randomUUID;
  const explain = createExplain(newId, (text) => process.stderr.write(text));

  const listeners = new Set<Listener>();
  const emit = <E extends EventName>(event: E, payload: Events[E]): void => {
    for (const listener of listeners) listener(event, payload);
  };
  const changed = (...topics: Events["changed"]["topics"]): void => emit("changed", { topics });

  const connections: Connection[] = [];
  const onConnection = (connection: Connection): void => {
    connections.push(connection);
    if (connections.length > MOST_CONNECTIONS) connections.shift();
    changed("connections");
  };

  const jobs = createJobs({ newId, explain, emit: (job) => emit("job", job) });
  const audit = await options.audit({
    progress: (jobId, progress) => jobs.progress(jobId, progress),
    blocks: async (snapshotId, blocks) => {
      await store.addBlocks({ id: snapshotId, blocks });
    },
    connection: onConnection,
  });
  if (!audit.ok) {
    await store.close();
    return audit;
  }

  const useCases = createUseCases({
    store, audit: audit.value, cluster: options.cluster(onConnection), jobs, connections, hcl,
    emit, changed, now, newId, explain, info, userName, resourcesDirectory,
  });
  return ok({
    handle: createRouter(useCases, explain),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await jobs.close();
      await Promise.all([audit.value.close(), hcl.close()]);
      await store.close();
    },
  });
}
