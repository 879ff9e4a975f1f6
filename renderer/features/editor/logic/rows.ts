import { RULES, ruleDescriptor } from "../../../../shared/rules/index.ts";
import { RULE_GROUPS } from "../../../../shared/rules/descriptor.ts";
import type { RuleDescriptor, RuleGroup } from "../../../../shared/rules/descriptor.ts";
import { defaultProperties } from "../../../../shared/rules/parameters.ts";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import { unreadOf } from "../../../../shared/model/unread.ts";
import { align, isSame } from "./align.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";

/** How a row differs from the saved version. */
export type Change = "new" | "changed";

/** One line of the editor: a rule of the definition, or a type that it does not use yet. */
export interface RuleRow {
  kind: "rule";
  type: string;
  /** Undefined for a type that Sallyport does not know. */
  descriptor: RuleDescriptor | undefined;
  /** Place in the definition's rules; undefined while the type is only offered. */
  index: number | undefined;
  rule: PolicyRule;
  change: Change | undefined;
  /** The saved state that *Undo* brings back; undefined for a new rule. */
  saved: PolicyRule | undefined;
}

/** A saved rule that the draft no longer has. */
export interface RemovedRow {
  kind: "removed";
  type: string;
  /** Where it was. */
  index: number;
  rule: PolicyRule;
}

export interface GroupRows {
  group: RuleGroup | "other";
  title: string;
  note: string | undefined;
  rows: (RuleRow | RemovedRow)[];
  /** Types with a ticked rule, and types there are. */
  tickedTypes: number;
  types: number;
  tickedRules: number;
}

/** A rule as it is when its type is ticked for the first time. */
export function newRule(descriptor: RuleDescriptor): PolicyRule {
  return {
    type: descriptor.type,
    enabled: true,
    action: "log",
    mitigation: descriptor.phases.includes("continuous") ? "log" : "none",
    properties: defaultProperties(descriptor),
  };
}

/** Whether nothing but its tick tells this rule from the one that is offered. */
export function isOnlyTicked(rule: PolicyRule): boolean {
  const descriptor = ruleDescriptor(rule.type);
  return descriptor !== undefined && isSame({ ...rule, enabled: true }, newRule(descriptor));
}

/** The lines of a definition by group: every known type at least once, rules in the order of the document. */
export function groupRows(rules: PolicyRule[], saved: PolicyRule[] | undefined): GroupRows[] {
  const rows = ruleRows(rules, saved);
  const groups: GroupRows[] = RULE_GROUPS.map(({ group, title, note }) => {
    const descriptors = RULES.filter((descriptor) => descriptor.group === group);
    return summed(group, title, note, descriptors.flatMap((descriptor) => rowsOfType(descriptor, rows)), descriptors.length);
  });
  const unknown = rows.filter((row) => ruleDescriptor(row.type) === undefined);
  if (unknown.length > 0) {
    const note = "Sallyport does not know these rules: it keeps them, writes them back and never judges them.";
    groups.push(summed("other", "Other rules", note, unknown, new Set(unknown.map((row) => row.type)).size));
  }
  return groups;
}

function rowsOfType(descriptor: RuleDescriptor, rows: (RuleRow | RemovedRow)[]): (RuleRow | RemovedRow)[] {
  const own = rows.filter((row) => row.type === descriptor.type);
  // A rule that could not be read is shown, but cannot be ticked: its type is offered all the same.
  if (own.some((row) => row.kind === "rule" && !unreadOf(row.rule))) return own;
  const offer: RuleRow = {
    kind: "rule",
    type: descriptor.type,
    descriptor,
    index: undefined,
    rule: { ...newRule(descriptor), enabled: false },
    change: undefined,
    saved: undefined,
  };
  return [offer, ...own];
}

function ruleRows(rules: PolicyRule[], saved: PolicyRule[] | undefined): (RuleRow | RemovedRow)[] {
  const before = saved ?? [];
  const pairs = align(before, rules, (rule) => rule.type);
  const rows: (RuleRow | RemovedRow)[] = rules.map((rule, index) => {
    const was = pairs[index] === undefined ? undefined : before[pairs[index]];
    const change: Change | undefined = saved === undefined ? undefined : was === undefined ? "new" : isSame(was, rule) ? undefined : "changed";
    return { kind: "rule", type: rule.type, descriptor: ruleDescriptor(rule.type), index, rule, change, saved: was };
  });
  const kept = new Set(pairs);
  const removed: RemovedRow[] = before.flatMap((rule, index) => (kept.has(index) ? [] : [{ kind: "removed", type: rule.type, index, rule }]));
  return [...rows, ...removed];
}

function summed(group: GroupRows["group"], title: string, note: string | undefined, rows: GroupRows["rows"], types: number): GroupRows {
  const ticked = rows.filter((row) => row.kind === "rule" && row.rule.enabled);
  return { group, title, note, rows, types, tickedTypes: new Set(ticked.map((row) => row.type)).size, tickedRules: ticked.length };
}

export interface RowFilter {
  text: string;
  onlySelected: boolean;
}

/** The groups with only the rows that a filter lets through; groups without any are left out. */
export function filterRows(groups: GroupRows[], { text, onlySelected }: RowFilter): GroupRows[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && !onlySelected) return groups;
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => (!onlySelected || isSelected(row)) && words.every((word) => searchText(row).includes(word))) }))
    .filter((group) => group.rows.length > 0);
}

/** Ticked rules, and whatever was changed: it must not vanish from sight. */
function isSelected(row: RuleRow | RemovedRow): boolean {
  return row.kind === "removed" || row.rule.enabled || row.change !== undefined;
}

function searchText(row: RuleRow | RemovedRow): string {
  const descriptor = ruleDescriptor(row.type);
  return [row.type, ruleSentence(row.rule), descriptor?.tooltip, descriptor?.help, row.rule.action].join(" ").toLowerCase();
}
