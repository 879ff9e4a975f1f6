import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readSource, type ReadOptions } from "../../../main/files/index.ts";
import type { Out } from "../../../main/files/out.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import type { ObjectSink, SourceRef, Unreadable } from "../../../shared/kube/source.ts";

/** Everything a reader delivered. */
export interface Collected {
  objects: { value: unknown; index: SourceRef["index"]; file: string }[];
  problems: Unreadable[];
  skipped: { file: string; reason: string }[];
}

export function collecting(): Collected & { sink: ObjectSink; out: Out } {
  const found: Collected = { objects: [], problems: [], skipped: [] };
  const sink: ObjectSink = {
    object: (value, { file, index }) => void found.objects.push({ value, file, index }),
    unreadable: (problem) => void found.problems.push(problem),
    skipped: (file, reason) => void found.skipped.push({ file, reason }),
    notListed: () => undefined,
  };
  const out: Out = {
    object: (value, index) => void found.objects.push({ value, file: "", index }),
    problem: (problem) => void found.problems.push({ file: "", ...problem }),
    empty: () => void found.skipped.push({ file: "", reason: "empty" }),
  };
  return { ...found, sink, out };
}

export async function readPaths(paths: string[], options: ReadOptions = {}): Promise<Collected & { result: Result<null> }> {
  const found = collecting();
  const result = await readSource(paths, found.sink, options);
  return { ...found, result };
}

/** Reads one file with this content. File names in what is returned are without their folder. */
export async function readContent(name: string, content: string | Uint8Array): Promise<Collected & { result: Result<null> }> {
  return inFolder({ [name]: content }, async (folder) => {
    const found = await readPaths([join(folder, name)]);
    const short = (file: string): string => file.slice(folder.length + 1);
    for (const one of [...found.objects, ...found.problems, ...found.skipped]) one.file = short(one.file);
    return found;
  });
}

/** Runs with a folder of these files, and removes it. */
export async function inFolder<T>(files: Record<string, string | Uint8Array>, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-files-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function pod(name: string, spec: Record<string, unknown> = {}): Record<string, unknown> {
  return { apiVersion: "v1", kind: "Pod", metadata: { name }, spec: { containers: [{ name: "main", image: "registry.example/app:1" }], ...spec } };
}

export function list(items: unknown[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return { apiVersion: "v1", kind: "List", items, metadata: { resourceVersion: "" }, ...more };
}

/** The names of the objects delivered, in order. */
export function namesOf({ objects }: Collected): string[] {
  return objects.map(({ value }) => (value as { metadata?: { name?: string } }).metadata?.name ?? "?");
}
