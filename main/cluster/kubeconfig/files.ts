import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fail, type Result } from "../../../shared/kernel/result.ts";
import { parseKubeconfig, type Kubeconfig } from "./parse.ts";

/** What of the process decides where kubeconfigs are. */
export interface Environment {
  /** `process.env.KUBECONFIG` */
  KUBECONFIG?: string;
  home: string;
}

export interface KubeconfigFile {
  path: string;
  /** The user named it (added it in the window, `--kubeconfig`). */
  added: boolean;
  /** Undefined where the file could not be read; `problem` says why. */
  config?: Kubeconfig;
  problem?: string;
  /** Entries that had to be left out, in words; the others are good. */
  warning?: string;
}

/** Kubeconfigs are a few kilobytes; ten megabytes hold thousands of contexts with their certificates. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * The kubeconfig files in the order in which their definitions win. As with kubectl the more explicit choice comes
 * first: files the user named, then those of `KUBECONFIG`, and only without that variable `~/.kube/config`.
 */
export function kubeconfigPaths(environment: Environment, added: string[]): { path: string; added: boolean }[] {
  const fromVariable = (environment.KUBECONFIG ?? "").split(path.delimiter).filter((part) => part !== "");
  const defaults = fromVariable.length > 0 ? fromVariable : [path.join(environment.home, ".kube", "config")];
  const found = new Map<string, boolean>();
  for (const file of added) found.set(path.resolve(file), true);
  for (const file of defaults) if (!found.has(path.resolve(file))) found.set(path.resolve(file), false);
  return [...found].map(([file, isAdded]) => ({ path: file, added: isAdded }));
}

/** Reads them. A file that does not exist is passed over in silence, as kubectl does, unless the user named it. */
export async function readKubeconfigs(environment: Environment, added: string[]): Promise<KubeconfigFile[]> {
  const files = await Promise.all(kubeconfigPaths(environment, added).map(readOne));
  return files.filter((file) => file !== undefined);
}

async function readOne(file: { path: string; added: boolean }): Promise<KubeconfigFile | undefined> {
  const read = await readText(file.path);
  if (!read.ok) {
    if (read.error.code === "not-found" && !file.added) return undefined;
    return { ...file, problem: read.error.message };
  }
  const parsed = parseKubeconfig(file.path, read.value);
  if (!parsed.ok) {
    const line = parsed.error.details?.line;
    return { ...file, problem: line === undefined ? parsed.error.message : `line ${line}: ${parsed.error.message}` };
  }
  const { problems, clusters, users, contexts } = parsed.value;
  if (problems.length > 0 && clusters.size + users.size + contexts.size === 0) return { ...file, problem: problems.join("; ") };
  return { ...file, config: parsed.value, ...(problems.length > 0 && { warning: `left out: ${problems.join("; ")}` }) };
}

/** Text of a small file, with a reason in words when it cannot be had. */
export async function readText(file: string): Promise<Result<string>> {
  try {
    const facts = await stat(file);
    if (facts.isDirectory()) return fail("unreadable", "it is a folder, not a file", { file });
    if (!facts.isFile()) return fail("unreadable", "it is not a regular file", { file });
    if (facts.size > MAX_BYTES) return fail("too-large", `it is larger than ${MAX_BYTES / 1024 / 1024} MiB`, { file });
    return { ok: true, value: (await readFile(file, "utf8")).replace(/^\uFEFF/, "") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return fail("not-found", "the file does not exist", { file });
    if (code === "EACCES" || code === "EPERM") return fail("unreadable", "you may not read the file", { file });
    return fail("unreadable", `the file cannot be read (${code ?? String(error)})`, { file });
  }
}
