import type { ClusterEntry, ContextEntry, UserEntry } from "./entries.ts";
import type { KubeconfigFile } from "./files.ts";

/** An entry and the file that defines it. */
export interface Defined<T> {
  name: string;
  file: string;
  value: T;
}

/** Several kubeconfigs as one. */
export interface MergedConfig {
  clusters: Map<string, Defined<ClusterEntry>>;
  users: Map<string, Defined<UserEntry>>;
  contexts: Map<string, Defined<ContextEntry>>;
  currentContext?: string;
}

/**
 * Merges as kubectl does: the first file to define a cluster, a user or a context wins, each kind by itself, and
 * nothing is mixed within an entry; the first `current-context` wins.
 */
export function mergeKubeconfigs(files: KubeconfigFile[]): MergedConfig {
  const merged: MergedConfig = { clusters: new Map(), users: new Map(), contexts: new Map() };
  for (const { config } of files) {
    if (!config) continue;
    merged.currentContext ??= config.currentContext;
    addNew(merged.clusters, config.clusters, config.file);
    addNew(merged.users, config.users, config.file);
    addNew(merged.contexts, config.contexts, config.file);
  }
  return merged;
}

function addNew<T>(into: Map<string, Defined<T>>, from: Map<string, T>, file: string): void {
  for (const [name, value] of from) if (!into.has(name)) into.set(name, { name, file, value });
}
