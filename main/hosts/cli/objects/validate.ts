import { joinRulesets } from "../../../../shared/exchange/index.ts";
import type { DocumentFormat } from "../../../../shared/ipc/types.ts";
import type { AppError, FieldIssue } from "../../../../shared/kernel/result.ts";
import { readDocumentFiles, type ReadFile } from "../../../files/documents.ts";
import { hclHere } from "../../../files/hcl.ts";
import { attestorIssues } from "../../../usecases/attestors.ts";
import { rulesetIssues } from "../../../usecases/rulesets.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { count, visible } from "../terminal.ts";

type ObjectKind = "ruleset" | "attestor";

/** What was read from a file. `issues` keep it from being saved; `remarks` tell what was converted or is lost. */
interface Validated {
  name: string;
  file: string;
  format: DocumentFormat;
  issues: FieldIssue[];
  remarks: string[];
}

/** Reads rulesets or attestors from files and says what is wrong with them; no store is needed. */
export function validateOf(kind: ObjectKind): Run<PrintFlags> {
  return async (paths, flags) => {
    const { files, problems } = await readDocumentFiles(paths, hclHere);
    const found = foundIn(files, kind);
    const isValid = problems.length === 0 && found.length > 0 && found.every(({ issues }) => issues.length === 0);
    await print(flags, `sallyport/${kind}-validation/v1`, { valid: isValid, [`${kind}s`]: found, problems }, () => textOf(found, problems, kind));
    return isValid ? EXIT.fine : EXIT.usage;
  };
}

/** A RuntimeRuleset and a CustomRuleset of one name are one ruleset, also when they stand in two files. */
function foundIn(files: ReadFile[], kind: ObjectKind): Validated[] {
  const documents = joinRulesets(files.flatMap(({ file, documents: own }) => own.map((document) => ({ ...document, file }))));
  return documents.flatMap((found): Validated[] => {
    if (found.kind !== kind) return [];
    const { document, file, format, remarks, lost } = found;
    const issues = found.kind === "ruleset" ? rulesetIssues(found.document) : found.kind === "attestor" ? attestorIssues(found.document, new Date().toISOString()) : [];
    return [{ name: document.name, file, format, issues, remarks: [...remarks, ...lost] }];
  });
}

function textOf(found: Validated[], problems: AppError[], kind: ObjectKind): string {
  const lines = found.flatMap(({ name, file, format, issues, remarks }) => [
    `${file}: ${kind} ${name} (${format}): ${issues.length === 0 ? "fine" : count(issues.length, "problem")}`,
    ...issues.map(({ path, message }) => `  error: ${path}: ${message}`),
    ...remarks.map((remark) => `  note: ${remark}`),
  ]);
  const none = found.length === 0 && problems.length === 0 ? [`The files hold no ${kind}.`] : [];
  const broken = problems.flatMap((problem) => `error: ${describe(problem)}`.split("\n"));
  return [...lines, ...none, ...broken].map((line) => `${visible(line)}\n`).join("");
}
