import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, link, open, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";

/** What a file is to hold: all of it, or piece by piece. */
export type FileData = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Writes a whole file or nothing: into a temporary file beside it, flushed to the disk, then put in its place. Refused
 * with `exists` when the file is there and `overwrite` is false. A `secret` file is for its owner's eyes only.
 */
export async function writeFileAtomically(path: string, data: FileData, { overwrite, secret = false }: { overwrite: boolean; secret?: boolean }): Promise<Result<null>> {
  if (!isAbsolute(path)) return fail("invalid-input", `"${path}" is not a full path.`, { file: path, remedy: "Choose a folder and a file name." });
  const folder = dirname(path);
  const temporary = join(folder, `.sallyport-${randomUUID()}.tmp`);
  try {
    await writeFlushed(temporary, data, secret ? 0o600 : 0o666);
    if (overwrite) await rename(temporary, path);
    else await putIfFree(temporary, path);
    await flushFolder(folder);
    return ok(null);
  } catch (error) {
    return refused(path, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes files that belong together: all of them, or none is left behind. */
export async function writeFilesAtomically(files: readonly { path: string; bytes: Uint8Array }[], { overwrite }: { overwrite: boolean }): Promise<Result<null>> {
  for (const { path } of overwrite ? [] : files) {
    const free = await refuseIfThere(path);
    if (!free.ok) return free;
  }
  const done: string[] = [];
  for (const { path, bytes } of files) {
    const written = await writeFileAtomically(path, bytes, { overwrite });
    if (!written.ok) {
      for (const one of done) await rm(one, { force: true });
      return written;
    }
    done.push(path);
  }
  return ok(null);
}

async function writeFlushed(path: string, data: FileData, mode: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A hard link fails when the name is taken, also by someone else this moment; not every file system of a stick has links. */
async function putIfFree(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw error;
    const isTaken = await access(path, constants.F_OK).then(() => true, () => false);
    if (isTaken) throw Object.assign(new Error("the file exists"), { code: "EEXIST" });
    await rename(temporary, path);
  }
}

/** Makes the new name itself durable. Windows cannot open folders and needs no such thing. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  // Some network file systems refuse to flush a folder; the file itself is flushed.
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Says at once, before anything long is begun, that a file would have to be overwritten. */
export async function refuseIfThere(path: string): Promise<Result<null>> {
  const isThere = await access(path, constants.F_OK).then(() => true, () => false);
  return isThere ? refused(path, Object.assign(new Error("the file exists"), { code: "EEXIST" })) : ok(null);
}

function refused(path: string, error: unknown): Result<never> {
  const code = errorCode(error);
  if (code === "EEXIST") return fail("exists", `The file ${path} exists already.`, { file: path, remedy: "Choose another name, or agree to overwrite it." });
  if (code === undefined) throw error;
  const remedies: Record<string, string> = {
    ENOENT: "Choose a folder that exists.",
    EISDIR: "There is a folder of this name: choose another name.",
    ENOSPC: "Free some space or choose another place.",
  };
  return fail("unwritable", `The file ${path} could not be written (${(error as Error).message}).`, {
    file: path,
    remedy: remedies[code] ?? "Choose a place where you may write.",
  });
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
