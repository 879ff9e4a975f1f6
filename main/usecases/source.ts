import { basename, isAbsolute, join } from "node:path";
import type { DataSource, SnapshotSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { ReadableSource } from "../ports.ts";
import { readSnapshotHead } from "../files/snapshotFile/read.ts";
import { usableContext } from "./contexts.ts";
import type { Deps } from "./deps.ts";

/** The user's choice of cluster data, made concrete. */
export interface ResolvedSource {
  source: ReadableSource;
  origin: SnapshotSummary["origin"];
  /** The snapshot's name as long as the user gives none. */
  name: string;
  /** The files or the context, for the snapshot's record. */
  from: string[];
  /** When it was taken, where it was taken before; RFC 3339. */
  taken?: string;
}

/** Namespace of manifests that name none, unless the user says otherwise. */
const DEFAULT_NAMESPACE = "default";

export async function resolveSource(
  deps: Pick<Deps, "store" | "cluster" | "resourcesDirectory">,
  choice: DataSource,
): Promise<Result<ResolvedSource>> {
  if (choice.type === "demo") {
    const folder = join(deps.resourcesDirectory, "demo");
    return ok({ source: { type: "files", paths: [folder], namespace: DEFAULT_NAMESPACE }, origin: "demo", name: "Demo cluster", from: [folder] });
  }
  if (choice.type === "files") {
    const { paths, namespace = DEFAULT_NAMESPACE, otherKinds = false } = choice;
    const relative = paths.find((path) => !isAbsolute(path));
    if (relative !== undefined) return fail("invalid-input", `"${relative}" is not a full path.`, { file: relative, remedy: "Choose the file or folder." });
    const [only = ""] = paths;
    const snapshot = paths.length === 1 ? await readSnapshotHead(only) : undefined;
    if (snapshot && !snapshot.ok) return snapshot;
    const known = snapshot ? { name: snapshot.value.name, taken: snapshot.value.taken } : { name: nameOf(paths) };
    // A snapshot that was taken with other kinds is one with them.
    const withOthers = otherKinds || snapshot?.value.coverage.byShape !== undefined;
    return ok({ source: { type: "files", paths, namespace, ...(withOthers && { otherKinds: true }) }, origin: "files", from: paths, ...known });
  }
  const context = await usableContext(deps, choice.context);
  if (!context.ok) return context;
  const requestsPerSecond = choice.requestsPerSecond ?? (await deps.store.settings()).requestsPerSecond;
  const pace = requestsPerSecond === null ? {} : { requestsPerSecond };
  const { namespaces, otherKinds = false } = choice;
  return ok({ source: { type: "context", ...context.value, ...(namespaces && { namespaces }), ...(otherKinds && { otherKinds }), ...pace }, origin: "context", name: choice.context, from: [choice.context] });
}

function nameOf(paths: string[]): string {
  const [first = ""] = paths;
  return paths.length > 1 ? `${basename(first)} and ${paths.length - 1} more` : basename(first) || first;
}
