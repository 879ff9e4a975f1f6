import { readFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../shared/ipc/contract.ts";
import type { AppInfo } from "../../shared/ipc/types.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { createApp } from "../app.ts";
import { AUDIT_METHODS } from "../audit/methods.ts";
import type { Audit, AuditEvents, Cluster, Hcl } from "../ports.ts";
import { selfTestOfThisRun } from "../signing/bundleCrypto.ts";
import { openStore } from "../store/client.ts";
import { defaultDataDirectory } from "../store/location.ts";
import { connectWorker } from "../workers/rpc.ts";
import type { WorkerConnection } from "../workers/rpc.ts";
import type { Application } from "./application.ts";

export interface ComposeOptions {
  host: AppInfo["host"];
  /** Folder of the store; default: the platform's usual place. */
  dataDirectory?: string;
  /** The workers' files; default: beside this file, where the build puts them. */
  workers?: { store: URL | string; audit: URL | string; hcl?: URL | string };
  /** Folder with the demo; default: where it is beside the built files. */
  resourcesDirectory?: string;
}

/** The program's top folder, seen from the built file in `out/main`. */
const TOP = join(import.meta.dirname, "../..");

/** Opens store, audit and cluster as a windowed host uses them, and builds the application over them. */
export async function openApplication(options: ComposeOptions): Promise<Result<Application>> {
  const dataDirectory = options.dataDirectory ?? usualDataDirectory();
  const workers = options.workers ?? {
    store: join(import.meta.dirname, "store-worker.js"),
    audit: join(import.meta.dirname, "audit-worker.js"),
  };
  const opening = openStore({ directory: dataDirectory, workerUrl: workers.store });
  // The self-test of the cryptography costs the start nothing: the store's thread is being started meanwhile.
  void selfTestOfThisRun();
  const store = await opening;
  if (!store.ok) return store;
  return createApp({
    store: store.value,
    audit: (events) => openAudit(workers.audit, events),
    cluster: clusterOnDemand,
    hcl: hclOnDemand(workers.hcl ?? join(import.meta.dirname, "hcl-worker.js")),
    info: { version: programVersion(), host: options.host, dataDirectory, homeDirectory: homedir() },
    userName: userInfo().username,
    resourcesDirectory: options.resourcesDirectory ?? join(TOP, "resources"),
  });
}

/** The data directory of this user on this machine. */
export function usualDataDirectory(): string {
  return defaultDataDirectory(process.platform, process.env, homedir());
}

/** The version in package.json, which lies at the program's top folder in a checkout and in a package alike. */
export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(join(TOP, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

async function openAudit(url: URL | string, events: AuditEvents): Promise<Result<Audit & { close(): Promise<void> }>> {
  const connected = await connectWorker<Audit, AuditEvents>({ name: "audit", url, events }, AUDIT_METHODS);
  return connected.ok ? ok({ ...connected.value.remote, close: () => connected.value.close() }) : connected;
}

/** The cluster side brings large libraries: they are loaded when a cluster is first asked for, not at the start. */
function clusterOnDemand(onConnection: (connection: Connection) => void): Cluster {
  let loading: Promise<Cluster> | undefined;
  const cluster = (): Promise<Cluster> => (loading ??= import("../cluster/index.ts").then((module) => module.createCluster({ onConnection })));
  return {
    contexts: async (request) => (await cluster()).contexts(request),
    check: async (request) => (await cluster()).check(request),
  };
}

/** The thread that parses Terraform files is started with the first one, and stays for the next. */
function hclOnDemand(url: URL | string): Hcl & { close(): Promise<void> } {
  let connecting: Promise<Result<WorkerConnection<Hcl>>> | undefined;
  return {
    async parse(request) {
      const connected = await (connecting ??= connectWorker<Hcl, object>({ name: "hcl", url, events: {} }, { parse: true }));
      return connected.ok ? connected.value.remote.parse(request) : connected;
    },
    async close() {
      const connected = await connecting;
      if (connected?.ok) await connected.value.close();
    },
  };
}
