import type { FieldIssue } from "../../../../shared/kernel/result.ts";

/** The messages of exactly this field. */
export function messagesAt(issues: FieldIssue[], path: string): string[] {
  return issues.filter((issue) => issue.path === path).map((issue) => issue.message);
}

/** The problems of this field and of everything inside it. */
export function issuesWithin(issues: FieldIssue[], path: string): FieldIssue[] {
  return issues.filter((issue) => isWithin(issue.path, path));
}

/** Their messages. */
export function messagesWithin(issues: FieldIssue[], path: string): string[] {
  return issuesWithin(issues, path).map((issue) => issue.message);
}

/** Whether `path` is `container` or lies inside it. */
export function isWithin(path: string, container: string): boolean {
  return path === container || path.startsWith(`${container}.`) || path.startsWith(`${container}[`);
}
