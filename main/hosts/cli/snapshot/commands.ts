import { resolve } from "node:path";
import type { DataSource, SnapshotSummary } from "../../../../shared/ipc/types.ts";
import { withApplication, type CliApplication } from "../application.ts";
import type { ReadingFlags } from "../commands/clusterOptions.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { placeOf, stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, count, styleFor, visible } from "../terminal.ts";

interface TakingFlags extends StoredFlags {
  name?: string;
  keepValues?: boolean;
}

interface ContextFlags {
  context: string;
  kubeconfig?: string[];
  allowExec?: boolean;
}

export interface TakeFlags extends TakingFlags, ContextFlags, ReadingFlags {
  otherKinds?: boolean;
}

export interface CheckFlags extends StoredFlags, ContextFlags {}

export interface ImportFlags extends TakingFlags {
  namespace: string;
  otherKinds?: boolean;
}

export const runList: Run<StoredFlags> = async (_args, flags) => {
  const snapshots = await withApplication(flags.store, (app) => app.call("snapshots.list"));
  await print(flags, "sallyport/snapshots/v1", { snapshots }, () => {
    if (snapshots.length === 0) return "There are no snapshots yet. Read one with sallyport snapshot import or take.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = snapshots.map(({ name, origin, taken, objects, pods, namespaces, id }) =>
      [name, origin, taken.slice(0, 19).replace("T", " "), String(objects), String(pods), String(namespaces), id].map(visible),
    );
    return columns([["NAME", "FROM", "TAKEN (UTC)", "OBJECTS", "PODS", "NAMESPACES", "ID"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

export const runTake: Run<TakeFlags> = async (_args, flags, { signal }) =>
  take(
    flags, signal,
    {
      type: "context", context: flags.context,
      ...(flags.onlyNamespace && { namespaces: flags.onlyNamespace }),
      ...(flags.rate !== undefined && { requestsPerSecond: flags.rate }),
      ...(flags.otherKinds && { otherKinds: true }),
    },
    (app) => prepareContext(app, flags),
  );

/** Remembers kubeconfigs and the agreement to a sign-in command, as the window does. */
export async function prepareContext(app: CliApplication, flags: ContextFlags): Promise<void> {
  for (const file of flags.kubeconfig ?? []) {
    const { files } = await app.call("kubeconfigs.add", { path: resolve(file) });
    const added = files.find(({ path }) => path === resolve(file));
    if (added?.warning !== undefined) warn(`warning: ${added.path}: ${added.warning}`);
  }
  if (flags.allowExec) await app.call("contexts.allowExec", { context: flags.context, allowed: true });
}

export const runImport: Run<ImportFlags> = async (sources, flags, { signal }) => {
  if (sources.includes("-")) stop("A snapshot is read from files; standard input can be scanned only.", { remedy: "Save it to a file first." });
  return take(flags, signal, { type: "files", paths: sources.map((source) => resolve(source)), namespace: flags.namespace, ...(flags.otherKinds && { otherKinds: true }) });
};

/** Reads a source into the store and tells what is in it. */
async function take(flags: TakingFlags, signal: AbortSignal, source: DataSource, prepare: (app: CliApplication) => Promise<void> = async () => {}) {
  const snapshot = await withApplication(flags.store, async (app) => {
    await prepare(app);
    const job = await app.call("snapshots.take", { source, ...(flags.name === undefined ? {} : { name: flags.name }), ...(flags.keepValues && { keepValues: true }) });
    await app.finish(job, signal);
    const taken = (await app.call("snapshots.list")).find(({ id }) => id === job.snapshotId);
    return taken ?? stop("The snapshot is no longer in the store.");
  });
  await print(flags, "sallyport/snapshot/v1", { snapshot }, () => textOf(snapshot));
  for (const problem of snapshot.coverage.unreadable) warn(`warning: ${placeOf(problem)}: ${problem.message}`);
  for (const { resource, permission } of snapshot.coverage.notListed) warn(`warning: ${resource} could not be listed (needs ${permission}).`);
  return snapshot.objects === 0 && snapshot.coverage.unreadable.length > 0 ? EXIT.usage : EXIT.fine;
}

function textOf({ name, objects, pods, namespaces, digest }: SnapshotSummary): string {
  return `Snapshot ${visible(name)}: ${count(objects, "object")}, ${count(pods, "pod")}, ${count(namespaces, "namespace")}. SHA-256 ${digest}\n`;
}
