import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";

import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import { byCodeUnit } from "../../shared/kernel/stable.ts";

/** Standard input, as a path. */
export const STDIN = "-";

export type Found =
  | { type: "file"; path: string; size: number | undefined }
  /**
   * A file in a folder whose name is not that of a manifest, or a folder that is never looked into. `within`: the folder
   * to tell it of, where there are too many to name each.
   */
  | { type: "notManifest"; path: string; within?: string }
  | { type: "unreadable"; path: string; message: string };

/** Files of other kinds in a folder beyond which they are counted, not named: dumps of clusters are full of logs. */
const NAMED_OTHERS = 100;

export function isManifestName(name: string): boolean {
  return MANIFEST_NAME.test(name);
}

const MANIFEST_NAME = /\.(?:ya?ml|json|ndjson|jsonl|kyaml)(?:\.gz|\.zst)?$/i;
/** Version control and packages: full of JSON and YAML that is never a manifest of this cluster. */
const FOREIGN_FOLDERS = new Set([".git", ".hg", ".svn", "node_modules"]);

/**
 * Everything under the given paths, in the order given and by name within a folder. A file that is named is read
 * whatever its name. Fails when a path does not exist.
 */
export async function findFiles(paths: string[]): Promise<Result<Found[]>> {
  const found: Found[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      found.push({ type: "file", path, size: undefined });
      continue;
    }
    const info = await stat(path).catch((error: NodeJS.ErrnoException) => error);
    if (info instanceof Error) return notThere(path, info);
    if (info.isDirectory()) found.push(...(await findInFolder(path)));
    else found.push({ type: "file", path, size: info.isFile() ? info.size : undefined });
  }
  return ok(found);
}

async function findInFolder(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  await walk(folder, new Set(), found);
  const others = found.filter(({ type }) => type === "notManifest").length;
  return others <= NAMED_OTHERS ? found : found.map((each) => (each.type === "notManifest" ? { ...each, within: folder } : each));
}

function notThere(path: string, error: NodeJS.ErrnoException): Result<never> {
  const details = { file: path, remedy: "Check the path." };
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return fail("not-found", `${path}: there is no such file or folder.`, details);
  return fail("unreadable", `${path}: ${reasonOf(error)}`, details);
}

/** `ancestors` are the real paths of the folders above, so that a link to one of them is not followed for ever. */
async function walk(folder: string, ancestors: Set<string>, found: Found[]): Promise<void> {
  try {
    const real = await realpath(folder);
    if (ancestors.has(real)) return;
    const inside = new Set(ancestors).add(real);
    const names = (await readdir(folder)).sort(byCodeUnit);
    for (const name of names) await visit(join(folder, name), name, inside, found);
  } catch (error) {
    found.push({ type: "unreadable", path: folder, message: reasonOf(error) });
  }
}

async function visit(path: string, name: string, ancestors: Set<string>, found: Found[]): Promise<void> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (info instanceof Error) {
    const link = await lstat(path).catch(() => undefined);
    const message = link?.isSymbolicLink() ? "It is a link to something that is not there." : reasonOf(info);
    found.push({ type: "unreadable", path, message });
  } else if (info.isDirectory()) {
    if (FOREIGN_FOLDERS.has(name)) found.push({ type: "notManifest", path });
    else await walk(path, ancestors, found);
  } else if (info.isFile() && isManifestName(name)) found.push({ type: "file", path, size: info.size });
  else found.push({ type: "notManifest", path });
}

/** An error of the file system, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "It may not be read by this user. Change its permissions.";
  if (code === "ENOENT") return "It is no longer there.";
  if (code === "ELOOP") return "It is a link that leads back to itself.";
  return `It cannot be read (${error instanceof Error ? error.message : String(error)}).`;
}
