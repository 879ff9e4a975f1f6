import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import type { AppError, FieldIssue } from "../../../../shared/kernel/result.ts";
import { validatePolicy } from "../../../../shared/rules/validate.ts";
import { readDocumentFiles, type ReadFile } from "../../../files/documents.ts";
import { hclHere } from "../../../files/hcl.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { count, visible } from "../terminal.ts";

interface FileReport {
  file: string;
  policies: { name: string; format: PolicyFormat; rules: number; issues: FieldIssue[]; remarks: string[] }[];
  problems: AppError[];
}

/** Reads policy files and says what is wrong with them; no store is needed. */
export const runValidate: Run<PrintFlags> = async (paths, flags) => {
  const { files, problems, ignored } = await readDocumentFiles(paths, hclHere);
  const named = [...new Set([...files.map(({ file }) => file), ...problems.map(({ details }) => details?.file ?? "")])];
  const reports = named
    .map((file) => reportOf(file, files.find((read) => read.file === file), problems, paths.includes(file)))
    .filter((report) => report.policies.length > 0 || report.problems.length > 0);
  const isValid = reports.length > 0 && reports.every((report) => report.problems.length === 0 && report.policies.every(({ issues }) => issues.length === 0));
  await print(flags, "sallyport/policy-validation/v1", { valid: isValid, files: reports, ignored }, () => (reports.length === 0 ? "The files hold no policy.\n" : reports.map(textOf).join("")));
  if (ignored.length > 0) warn(`note: ${count(ignored.length, "other file")} in these folders ${ignored.length === 1 ? "holds" : "hold"} no policy.`);
  return isValid ? EXIT.fine : EXIT.usage;
};

/** @param isNamed the user named this very file: then there must be a policy in it */
function reportOf(file: string, read: ReadFile | undefined, problems: AppError[], isNamed: boolean): FileReport {
  const documents = read?.documents ?? [];
  const policies = documents.flatMap((found): FileReport["policies"] => {
    if (found.kind !== "policy") return [];
    const { document: policy, format, remarks, lost } = found;
    const rules = [policy.cluster, ...policy.namespaced].reduce((sum, definition) => sum + (definition.rules?.length ?? 0), 0);
    return [{ name: policy.name, format, rules, issues: validatePolicy(policy), remarks: [...remarks, ...lost] }];
  });
  const own = problems.filter(({ details }) => (details?.file ?? "") === file);
  if (isNamed && policies.length === 0 && own.length === 0) {
    const kinds = [...new Set(documents.map(({ kind }) => kind))];
    const held = kinds.map((kind) => count(documents.filter((document) => document.kind === kind).length, kind)).join(" and ");
    const remedy = `Check it with ${kinds.map((kind) => `sallyport ${kind} validate`).join(" and ")}.`;
    own.push({ code: "invalid-input", message: `No policy in it, only ${held}.`, details: { file, remedy } });
  }
  return { file, policies, problems: own };
}

function textOf({ file, policies, problems }: FileReport): string {
  const lines = policies.flatMap(({ name, format, rules, issues, remarks }) => [
    `${file}: policy ${name} (${format}), ${count(rules, "rule")}${issues.length === 0 ? "" : `: ${count(issues.length, "problem")}`}`,
    ...issues.map(({ path, message }) => `  error: ${path}: ${message}`),
    ...remarks.map((remark) => `  note: ${remark}`),
  ]);
  const broken = problems.flatMap((problem) => `error: ${describe(problem)}`.split("\n"));
  return [...lines, ...broken].map((line) => `${visible(line)}\n`).join("");
}
