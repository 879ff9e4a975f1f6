import { resolve } from "node:path";
import type { Coverage } from "../../../../shared/audit/coverage.ts";
import type { SnapshotSummary } from "../../../../shared/ipc/types.ts";
import { FILE_ENDING } from "../../../files/snapshotFile/format.ts";
import { withApplication, type CliApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { count, visible } from "../terminal.ts";

export interface ExportFlags extends StoredFlags {
  to?: string;
  pseudonymise?: boolean;
  overwrite?: boolean;
}

/** Writes a stored snapshot as one file. */
export const runExport: Run<ExportFlags> = async ([named = ""], flags, { signal }) => {
  const file = await withApplication(flags.store, async (app) => {
    const snapshot = await findSnapshot(app, named);
    const path = resolve(flags.to ?? `${flags.pseudonymise ? "snapshot" : fileName(snapshot.name)}${FILE_ENDING}`);
    const job = await app.call("snapshots.export", { id: snapshot.id, path, overwrite: flags.overwrite === true, pseudonymise: flags.pseudonymise === true });
    return (await app.finish(job, signal)).file ?? stop("The snapshot was not written.");
  });
  await print(flags, "sallyport/snapshot-file/v1", { file }, () => `${visible(file.path)}: ${count(file.bytes, "byte")}. SHA-256 ${file.sha256}\n`);
  return EXIT.fine;
};

/** Tells what is known of a stored snapshot, with all that it does not hold. */
export const runShow: Run<StoredFlags> = async ([named = ""], flags) => {
  const snapshot = await withApplication(flags.store, (app) => findSnapshot(app, named));
  await print(flags, "sallyport/snapshot/v1", { snapshot }, () => textOf(snapshot));
  return EXIT.fine;
};

export const runDelete: Run<StoredFlags> = async ([named = ""], flags) => {
  const snapshot = await withApplication(flags.store, async (app) => {
    const found = await findSnapshot(app, named);
    await app.call("snapshots.delete", { id: found.id });
    return found;
  });
  await print(flags, "sallyport/snapshot-deleted/v1", { id: snapshot.id, name: snapshot.name }, () => `Deleted ${visible(snapshot.name)}.\n`);
  return EXIT.fine;
};

/** By its id, or by its name where only one has it. */
export async function findSnapshot(app: CliApplication, named: string): Promise<SnapshotSummary> {
  const snapshots = await app.call("snapshots.list");
  const byId = snapshots.find(({ id }) => id === named);
  const byName = snapshots.filter(({ name }) => name === named);
  if (byId) return byId;
  if (byName.length > 1) stop(`${byName.length} snapshots are called "${named}".`, { remedy: "Give the id, as sallyport snapshot list shows it." });
  return byName[0] ?? stop(`There is no snapshot "${named}".`, { remedy: "See sallyport snapshot list." });
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[-.]+|-+$/g, "") || "snapshot";
}

function textOf(snapshot: SnapshotSummary): string {
  const { name, id, origin, source, taken, objects, pods, namespaces, storedBytes, digest, assignedPolicy, coverage } = snapshot;
  const facts: [string, string][] = [
    ["Name", name], ["Id", id], ["From", `${origin}${origin === "demo" ? "" : `: ${source.join(", ")}`}`], ["Taken", taken],
    ["Objects", `${count(objects, "object")}, ${count(pods, "pod")}, ${count(namespaces, "namespace")}`],
    ["In the store", `${(storedBytes / 1024 / 1024).toFixed(1)} MB`], ["SHA-256", digest], ["Policy", assignedPolicy ?? "none"],
  ];
  const lines = facts.map(([label, value]) => `${`${label}:`.padEnd(14)}${visible(value)}`);
  return `${[...lines, ...gapsOf(coverage).map((gap) => `Gap:          ${visible(gap)}`)].join("\n")}\n`;
}

/** What keeps it from being complete, a line each. */
function gapsOf({ notListed, unreadable, skipped, onlyNamespaces }: Coverage): string[] {
  return [
    ...(onlyNamespaces ? [`only ${onlyNamespaces.join(", ")} ${onlyNamespaces.length === 1 ? "was" : "were"} read, as asked`] : []),
    ...notListed.map(({ resource, permission, message }) => `${resource} could not be listed (needs ${permission})${message ? `: ${message}` : ""}`),
    ...unreadable.map(({ file, message }) => `${file}: ${message}`),
    ...skipped.filter(({ reason }) => reason === "notExamined").map(({ kind, count: objects }) => `${count(objects, kind ?? "object")} with pods inside: not examined`),
  ];
}
