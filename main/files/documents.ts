import { readDocuments, readPolicies, readTerraform } from "../../shared/exchange/index.ts";
import type { ParsedTerraform, ReadDocument, ReadPolicy } from "../../shared/exchange/index.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import type { Hcl } from "../ports.ts";
import { policyFiles } from "./policyFiles.ts";
import { readTextFile } from "./textFile.ts";

/** Documents of one file, in the order in which they stand there. */
export interface ReadFile {
  file: string;
  documents: ReadDocument[];
}

export interface ReadFiles {
  files: ReadFile[];
  problems: AppError[];
  /** Files of named folders that hold nothing of the kind: that is no problem, but it is told. */
  ignored: string[];
}

/**
 * Reads policies, rulesets and attestors from files and folders, each recognised by its content; `.tf` files together,
 * because Terraform's expressions name things of each other's files. What cannot be read is a problem that names its file.
 */
export async function readDocumentFiles(paths: string[], hcl: Hcl): Promise<ReadFiles> {
  const { files: found, problems } = await policyFiles(paths);
  const inFolders = new Set(found.filter(({ isNamed }) => !isNamed).map(({ path }) => path));
  const files: (ReadFile & { isForeign: boolean })[] = [];
  const terraform: ParsedTerraform[] = [];
  for (const { path: file } of found) {
    const text = await readTextFile(file);
    if (!text.ok) {
      problems.push(text.error);
    } else if (isTerraform(file)) {
      const parsed = await hcl.parse({ text: text.value, file });
      if (parsed.ok) terraform.push({ file, text: text.value, content: parsed.value });
      else problems.push(parsed.error);
    } else {
      const read = readDocuments(text.value, file);
      files.push({ file, documents: read.documents, isForeign: read.isForeign });
      problems.push(...read.problems.map((problem) => inFile(problem, file)));
    }
  }
  const read = readTerraform(terraform);
  files.push(...read.files);
  problems.push(...read.problems);
  const ignored = files.filter(({ file, isForeign }) => isForeign && inFolders.has(file)).map(({ file }) => file);
  return {
    files: files.filter(({ documents }) => documents.length > 0).map(({ file, documents }) => ({ file, documents })),
    problems: problems.filter(({ details }) => !ignored.includes(details?.file ?? "")),
    ignored,
  };
}

/** Reads the policies of one file of any known format; other documents in it are named in a remark. */
export async function readPolicyFile(path: string, hcl: Hcl): Promise<Result<{ policies: ReadPolicy[]; problems: AppError[] }>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  if (!isTerraform(path)) return ok(readPolicies(text.value, path));
  const { files, problems } = await readDocumentFiles([path], hcl);
  const documents = files.flatMap((file) => file.documents);
  const policies = documents.flatMap(({ kind, document, ...facts }): ReadPolicy[] => (kind === "policy" ? [{ policy: document, ...facts }] : []));
  if (policies.length === 0 && problems.length === 0) problems.push({ code: "invalid-input", message: "No policy in it.", details: { file: path } });
  return ok({ policies, problems });
}

function isTerraform(path: string): boolean {
  return /\.tf$/i.test(path);
}

function inFile(error: AppError, file: string): AppError {
  return { ...error, details: { ...error.details, file } };
}
