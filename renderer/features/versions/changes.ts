import type { DiffLine, PolicyChange } from "../../../shared/ipc/types.ts";

/** Changes of one part of a policy. */
export interface ChangeGroup {
  where: string;
  changes: PolicyChange[];
}

/** The changes by the part of the policy that they are in, in the policy's order. */
export function changeGroups(changes: PolicyChange[]): ChangeGroup[] {
  const groups = new Map<string, PolicyChange[]>();
  for (const change of changes) groups.set(change.where, [...(groups.get(change.where) ?? []), change]);
  return [...groups].map(([where, own]) => ({ where, changes: own }));
}

/** The changes as plain text. */
export function changesAsText(changes: PolicyChange[]): string {
  return changeGroups(changes)
    .flatMap(({ where, changes: own }) => [
      where,
      ...own.flatMap(({ kind, what, before, after }) => [`  ${kind}: ${what}`, ...(before === undefined && after === undefined ? [] : [`    before: ${before ?? ""}`, `    after: ${after ?? ""}`])]),
    ])
    .join("\n");
}

/** The sign that a line has in every textual comparison. */
export const LINE_SIGNS: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "-", cut: "…" };

/** The lines as plain text, as `diff` writes them. */
export function linesAsText(lines: DiffLine[]): string {
  return lines.map(({ kind, text }) => `${LINE_SIGNS[kind]} ${text}`.trimEnd()).join("\n");
}
