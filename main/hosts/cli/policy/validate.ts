import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import type { AppError, FieldIssue } from "../../../../shared/kernel/result.ts";
import { validatePolicy } from "../../../../shared/rules/validate.ts";
import { readPolicyFile } from "../../../files/documents.ts";
import { hclHere } from "../../../files/hcl.ts";
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
export const runValidate: Run<PrintFlags> = async (files, flags) => {
  const reports: FileReport[] = [];
  for (const file of files) reports.push(await validateFile(file));
  const isValid = reports.every(({ policies, problems }) => problems.length === 0 && policies.every(({ issues }) => issues.length === 0));
  await print(flags, "sallyport/policy-validation/v1", { valid: isValid, files: reports }, () => reports.map(textOf).join(""));
  return isValid ? EXIT.fine : EXIT.usage;
};

async function validateFile(file: string): Promise<FileReport> {
  const read = await readPolicyFile(file, hclHere);
  if (!read.ok) return { file, policies: [], problems: [read.error] };
  const { policies, problems } = read.value;
  return {
    file,
    policies: policies.map(({ policy, format, remarks, lost }) => ({
      name: policy.name,
      format,
      rules: [policy.cluster, ...policy.namespaced].reduce((sum, definition) => sum + (definition.rules?.length ?? 0), 0),
      issues: validatePolicy(policy),
      remarks: [...remarks, ...lost],
    })),
    problems,
  };
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
