import type { FalcoProblem } from "../../../../shared/falco/index.ts";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Ruleset } from "../../../../shared/model/ruleset.ts";

/** The messages of exactly this field. */
export function messageAt(issues: FieldIssue[], path: string): string | undefined {
  return issues.find((issue) => issue.path === path)?.message;
}

/**
 * Where to go in the custom rules: to a file's field, or to a place in its text (1-based). `file` is its place in the
 * ruleset.
 */
export type Jump = { file: number; field: string; place?: undefined } | { file: number; place: { line: number; column: number } };

/** Where a field of the ruleset is, in words. */
export function whereInWords(ruleset: Ruleset, path: string): string {
  const rule = /^rules\[(\d+)\]/.exec(path);
  if (rule) return ruleset.rules[Number(rule[1])]?.id || `rule ${Number(rule[1]) + 1}`;
  const label = /^labels\[(\d+)\]/.exec(path);
  if (label) return `label ${Number(label[1]) + 1}`;
  const file = /^customRules\[(\d+)\]/.exec(path);
  if (file) return ruleset.customRules[Number(file[1])]?.name || `file ${Number(file[1]) + 1}`;
  return path === "rules" ? "Rules" : path === "description" ? "Description" : path;
}

/** `rules.yaml, line 3` */
export function placeInWords({ file, line }: FalcoProblem): string {
  return `${file}, line ${line}`;
}

/** Focuses the field with this path, or the closest thing around it. */
export function focusPath(path: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-path]")].filter((element) => {
    const around = element.dataset["path"] ?? "";
    return path === around || path.startsWith(`${around}.`) || path.startsWith(`${around}[`);
  });
  fields.toSorted((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0))[0]?.focus();
}
