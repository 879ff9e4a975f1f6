import { stat } from "node:fs/promises";
import type { AppError } from "../../shared/kernel/result.ts";
import { findFiles } from "./walk.ts";

/** A file that may hold policies. `isNamed`: the user named it, else it was found in a folder that was named. */
export interface PolicyFile {
  path: string;
  isNamed: boolean;
}

/** Of a folder's files those whose names say that policies may be in them. */
const POLICY_NAME = /\.(?:ya?ml|json|tf)$/i;

/** The named files, and for each named folder the files in and below it, by name. */
export async function policyFiles(paths: string[]): Promise<{ files: PolicyFile[]; problems: AppError[] }> {
  const files: PolicyFile[] = [];
  const problems: AppError[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    // What is not there is told by whoever reads it.
    if (!info?.isDirectory()) {
      files.push({ path, isNamed: true });
      continue;
    }
    const found = await findFiles([path]);
    if (!found.ok) {
      problems.push(found.error);
      continue;
    }
    for (const entry of found.value) {
      if (entry.type === "unreadable") problems.push({ code: "unreadable", message: entry.message, details: { file: entry.path } });
      // Terraform files are no manifests, and so stand among the others.
      else if (POLICY_NAME.test(entry.path)) files.push({ path: entry.path, isNamed: false });
    }
  }
  return { files, problems };
}
