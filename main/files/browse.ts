import { lstat, readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { FileEntry, FolderListing } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { byCodeUnit } from "../../shared/kernel/stable.ts";

/** Lists a folder for the file chooser: folders first, hidden entries last, each by name. */
export async function listFolder(path: string): Promise<Result<FolderListing>> {
  const folder = resolve(path);
  try {
    const names = await readdir(folder);
    const entries = await Promise.all(names.map((name) => entry(folder, name)));
    const parent = dirname(folder);
    return ok({ path: folder, parent: parent === folder ? null : parent, entries: entries.filter((found) => found !== undefined).sort(inOrder) });
  } catch (error) {
    return fail("unreadable", `The folder ${folder} cannot be listed (${error instanceof Error ? error.message : String(error)}).`, {
      file: folder,
      remedy: "Choose another folder.",
    });
  }
}

/** A link counts as what it leads to; a broken one as an empty file. Undefined when the entry has just gone. */
async function entry(folder: string, name: string): Promise<FileEntry | undefined> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => lstat(path)).catch(() => undefined);
  if (!found) return undefined;
  const isFolder = found.isDirectory();
  return { name, path, kind: isFolder ? "folder" : "file", size: isFolder ? 0 : found.size, modified: found.mtime.toISOString() };
}

function inOrder(a: FileEntry, b: FileEntry): number {
  const rank = (one: FileEntry): number => (one.name.startsWith(".") ? 2 : 0) + (one.kind === "folder" ? 0 : 1);
  return rank(a) - rank(b) || byCodeUnit(a.name.toLowerCase(), b.name.toLowerCase()) || byCodeUnit(a.name, b.name);
}
