import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { InventoryBuilder, type Inventory } from "../../../../shared/audit/index.ts";
import { readSource } from "../../../files/index.ts";
import type { ReadingFlags } from "../commands/clusterOptions.ts";
import { warn } from "../context.ts";
import { need, stop } from "../failure.ts";
import { createProgress } from "../progress.ts";
import { openExistingStore } from "../store.ts";

export interface SourceFlags extends ReadingFlags {
  otherKinds?: boolean;
  store?: string;
  namespace: string;
  context?: string;
  kubeconfig?: string[];
  allowExec?: boolean;
  jobs?: number;
}

/** Reads what is to be judged: files, standard input, a live cluster, or a snapshot of the store. */
export async function readInventory(sources: string[], flags: SourceFlags, signal: AbortSignal): Promise<Inventory> {
  const [only] = sources;
  if (flags.context === undefined && sources.length === 1 && only !== undefined && !(await isPath(only))) return readSnapshot(only, flags.store);

  const builder = new InventoryBuilder({ namespace: flags.namespace, otherKinds: flags.otherKinds ?? false });
  const progress = createProgress(process.stderr);
  try {
    const pace = { signal, onProgress: progress.show };
    need(flags.context === undefined ? await readSource(sources, builder, { ...pace, threads: flags.jobs }) : await readCluster(flags.context, flags, builder, pace));
  } finally {
    progress.clear();
  }
  return builder.inventory();
}

async function isPath(source: string): Promise<boolean> {
  return source === "-" || (await stat(source).then(() => true, () => false));
}

async function readSnapshot(name: string, directory: string | undefined): Promise<Inventory> {
  const store = await openExistingStore(directory);
  const remedy = "Check the path, or see sallyport snapshot list.";
  if (!store) return stop(`${name}: there is no such file or folder, and no stored snapshot of this name.`, { file: name, remedy });
  try {
    const found = (await store.snapshots()).filter((snapshot) => snapshot.name === name || snapshot.id === name);
    const newest = found.toSorted((a, b) => (a.taken < b.taken ? 1 : -1))[0];
    if (!newest) return stop(`${name}: there is no such file or folder, and no stored snapshot of this name.`, { file: name, remedy });
    const { unpackInventory } = await import("../../../audit/packing.ts");
    return need(await unpackInventory(need(await store.inventory({ id: newest.id }))));
  } finally {
    await store.close();
  }
}

/** Lists a live cluster. Its sign-in command runs when `--allow-exec` says so, or where the user agreed in the window. */
async function readCluster(
  context: string,
  flags: SourceFlags,
  sink: InventoryBuilder,
  pace: { signal: AbortSignal; onProgress: (progress: { what: string; objects: number; bytes: number }) => void },
) {
  const { createCluster, listCluster } = await import("../../../cluster/index.ts");
  const named = (flags.kubeconfig ?? []).map((file) => resolve(file));
  const store = await openExistingStore(flags.store);
  const known = store ? { kubeconfigs: await store.kubeconfigs(), consents: await store.execConsents() } : { kubeconfigs: [], consents: [] };
  const rate = flags.rate ?? (await store?.settings())?.requestsPerSecond ?? undefined;
  await store?.close();
  const kubeconfigs = [...named, ...known.kubeconfigs];
  const list = await createCluster().contexts({ kubeconfigs, consents: known.consents });
  const agreed = list.contexts.find(({ name }) => name === context)?.exec?.allowed ?? false;
  return listCluster({
    context, kubeconfigs, allowExec: flags.allowExec === true || agreed, sink, ...pace,
    namespaces: flags.onlyNamespace,
    otherKinds: flags.otherKinds,
    requestsPerSecond: rate,
    onRights: (rights) => tellRights(context, rights),
  });
}

/** What may not be listed is told before reading, which may take long. */
export function tellRights(context: string, rights: { resource: { name: string }; allowed?: boolean }[]): void {
  const denied = rights.filter(({ allowed }) => allowed === false).map(({ resource }) => resource.name);
  if (denied.length > 0) warn(`note: the user of context ${context} may not list ${denied.join(", ")} at cluster scope: read in each namespace where it is allowed.`);
}
