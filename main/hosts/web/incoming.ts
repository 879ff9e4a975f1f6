import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ContextList } from "../../../shared/ipc/types.ts";
import type { Application } from "../application.ts";

/** Files dropped on a window in a browser, which gives their content but not their path. */

const LONGEST_NAME = 120;

/**
 * Writes a dropped file into a folder of its own below `folder`, so that it keeps its name; a broken upload leaves
 * nothing. Answers its path.
 */
export async function receiveFile(folder: string, name: string, content: Readable): Promise<Result<string>> {
  const own = join(folder, randomUUID());
  const path = join(own, safeName(name));
  try {
    await mkdir(own, { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    return ok(path);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    return fail("unreadable", `"${name}" could not be taken in: ${error instanceof Error ? error.message : String(error)}`, {
      file: path,
      remedy: "Check the free space of the data directory, or choose the file instead of dropping it.",
    });
  }
}

/** The last part of a name, without what is special to some file system. Never empty, `.` or `..`. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replaceAll(/[\u0000-\u001f<>:"|?*]/g, "_").slice(-LONGEST_NAME).replace(/^\.+$/, "_");
  return plain || "file";
}

/** Removes what earlier sessions took in, except kubeconfigs, which the user added for good. */
export async function clearIncoming(folder: string, app: Application): Promise<void> {
  const contexts = await app.handle("contexts.list", undefined);
  if (!contexts.ok) return;
  const kept = new Set((contexts.value as ContextList).files.map((file) => basename(dirname(file.path))));
  for (const name of await readdir(folder).catch(() => [])) {
    if (!kept.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
