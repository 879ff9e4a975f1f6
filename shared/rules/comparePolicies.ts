import { stableStringify } from "../kernel/stable.ts";
import type { NamespacedDefinition, Policy, PolicyException, PolicyRule, ScanSchedule } from "../model/policy.ts";
import { describeSchedule } from "../model/schedule.ts";
import { unreadOf } from "../model/unread.ts";
import { pairItems } from "./pairItems.ts";
import { exceptionSentence, ruleSentence } from "./sentence.ts";

/** One difference between two states of a policy, in words. */
export interface PolicyChange {
  kind: "added" | "removed" | "changed" | "moved";
  /** `Policy`, `Cluster-wide Policy Definition`, `Scans`, or the name of a namespaced definition. */
  where: string;
  /** The rule or exception as a sentence, or the setting's name. */
  what: string;
  before?: string;
  after?: string;
}

const CLUSTER_WIDE = "Cluster-wide Policy Definition";

/** What changed from one state of a policy to another, in the order of the policy. Equal policies give nothing. */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  return [
    ...settingChanges(before, after),
    ...ruleChanges(CLUSTER_WIDE, before.cluster.rules, after.cluster.rules),
    ...exceptionChanges(CLUSTER_WIDE, before.cluster.exceptions, after.cluster.exceptions),
    ...definitionChanges(before.namespaced, after.namespaced),
    ...listChanges("Runtime", "ruleset", before.runtime.rulesets, after.runtime.rulesets),
    ...scanChanges(before, after),
    ...extraChange("Policy", before, after),
  ];
}

function settingChanges(before: Policy, after: Policy): PolicyChange[] {
  const settings: [what: string, of: (policy: Policy) => string][] = [
    ["Name", (policy) => policy.name],
    ["Description", (policy) => policy.description],
    ["Platform", (policy) => (policy.platform === "ecs" ? "Amazon ECS" : "Kubernetes")],
    ["XDR telemetry", (policy) => onOff(policy.xdrTelemetry)],
    ["Absent fields", (policy) => (policy.unsetFields === "violates" ? "count as what Kubernetes runs" : "are ignored")],
    ["Exception for trusted images", (policy) => onOff(policy.trustedImages)],
  ];
  return settings.flatMap(([what, of]) => change("Policy", what, of(before), of(after)));
}

function onOff(value: boolean): string {
  return value ? "on" : "off";
}

function change(where: string, what: string, before: string, after: string): PolicyChange[] {
  return before === after ? [] : [{ kind: "changed", where, what, before, after }];
}

function ruleChanges(where: string, before: PolicyRule[], after: PolicyRule[]): PolicyChange[] {
  return itemChanges(where, before, after, { kindOf: (rule) => rule.type, name: ruleText, text: ruleState });
}

function exceptionChanges(where: string, before: PolicyException[], after: PolicyException[]): PolicyChange[] {
  return itemChanges(where, before, after, { kindOf: (exception) => exception.type, name: exceptionText, text: exceptionState });
}

interface Words<T> {
  kindOf(item: T): string;
  /** What it is, without what it does. */
  name(item: T): string;
  /** Everything about it. */
  text(item: T): string;
}

function itemChanges<T>(where: string, before: readonly T[], after: readonly T[], { kindOf, name, text }: Words<T>): PolicyChange[] {
  const pairs = pairItems(before, after, kindOf);
  const paired = new Set(pairs);
  const changes: PolicyChange[] = before.flatMap((item, index) => (paired.has(index) ? [] : [{ kind: "removed", where, what: text(item) }]));
  const isInOrder = inOrder(pairs);
  after.forEach((item, index) => {
    const place = pairs[index];
    const earlier = place === undefined ? undefined : before[place];
    if (place === undefined || earlier === undefined) changes.push({ kind: "added", where, what: text(item) });
    else if (stableStringify(earlier) !== stableStringify(item)) {
      const [was, is] = [text(earlier), text(item)];
      changes.push({ kind: "changed", where, what: name(item), ...(was === is ? {} : { before: was, after: is }) });
    } else if (!isInOrder[index]) changes.push({ kind: "moved", where, what: name(item), before: `place ${place + 1}`, after: `place ${index + 1}` });
  });
  return changes;
}

/** For each place whether its pair is part of the longest run that kept its order; the others have moved. */
function inOrder(pairs: readonly (number | undefined)[]): boolean[] {
  const lengths = pairs.map(() => 0);
  const previous = pairs.map(() => -1);
  let best = -1;
  pairs.forEach((pair, index) => {
    if (pair === undefined) return;
    lengths[index] = 1;
    for (let earlier = 0; earlier < index; earlier++) {
      const other = pairs[earlier];
      if (other === undefined || other >= pair || (lengths[earlier] ?? 0) < (lengths[index] ?? 0)) continue;
      lengths[index] = (lengths[earlier] ?? 0) + 1;
      previous[index] = earlier;
    }
    if (best < 0 || (lengths[index] ?? 0) > (lengths[best] ?? 0)) best = index;
  });
  const kept = pairs.map(() => false);
  for (let index = best; index >= 0; index = previous[index] ?? -1) kept[index] = true;
  return kept;
}

function ruleText(rule: PolicyRule): string {
  return unreadOf(rule) ? `${rule.type} (could not be read)` : ruleSentence(rule);
}

const WORDS = { none: "–", log: "Log", block: "Block", isolate: "Isolate", terminate: "Terminate" } as const;

function ruleState(rule: PolicyRule): string {
  const where = rule.namespaces && rule.namespaces.length > 0 ? `, only in ${rule.namespaces.join(", ")}` : "";
  const off = rule.enabled ? "" : " (switched off)";
  return `Deployment ${WORDS[rule.action]}, Continuous ${WORDS[rule.mitigation]}: ${ruleText(rule)}${where}${off}`;
}

function exceptionText(exception: PolicyException): string {
  return unreadOf(exception) ? `exception for ${exception.type} (could not be read)` : exceptionSentence(exception);
}

function exceptionState(exception: PolicyException): string {
  const notes = (["owner", "reason", "ticket"] as const).flatMap((key) => (exception[key] === undefined ? [] : [`${key} ${exception[key]}`]));
  return [
    exceptionText(exception),
    ...(exception.namespaces && exception.namespaces.length > 0 ? [`only in ${exception.namespaces.join(", ")}`] : []),
    ...(exception.expires === undefined ? [] : [`until ${exception.expires}`]),
    ...notes,
    ...(exception.enabled === false ? ["switched off"] : []),
  ].join(", ");
}

function definitionChanges(before: NamespacedDefinition[], after: NamespacedDefinition[]): PolicyChange[] {
  const earlier = new Map(before.map((definition) => [definition.name, definition]));
  const names = new Set(after.map(({ name }) => name));
  const removed: PolicyChange[] = before.filter(({ name }) => !names.has(name)).map(({ name, namespaces }) => ({ kind: "removed", where: name, what: definitionText(namespaces) }));
  return [...removed, ...after.flatMap((definition) => oneDefinition(earlier.get(definition.name), definition))];
}

function oneDefinition(before: NamespacedDefinition | undefined, after: NamespacedDefinition): PolicyChange[] {
  const { name: where } = after;
  if (!before) {
    return [
      { kind: "added", where, what: definitionText(after.namespaces) },
      ...ruleChanges(where, [], after.rules ?? []),
      ...exceptionChanges(where, [], after.exceptions ?? []),
    ];
  }
  return [
    ...listChanges(where, "namespace", before.namespaces, after.namespaces),
    ...change(where, "Rules", origin(before.rules), origin(after.rules)),
    ...ruleChanges(where, before.rules ?? [], after.rules ?? []),
    ...change(where, "Exceptions", origin(before.exceptions), origin(after.exceptions)),
    ...exceptionChanges(where, before.exceptions ?? [], after.exceptions ?? []),
    ...extraChange(where, before, after),
  ];
}

function definitionText(namespaces: string[]): string {
  return `definition for ${namespaces.join(", ")}`;
}

function origin(own: unknown[] | undefined): string {
  return own ? "its own" : "those of the cluster-wide definition";
}

function listChanges(where: string, noun: string, before: string[], after: string[]): PolicyChange[] {
  return [
    ...before.filter((item) => !after.includes(item)).map((item): PolicyChange => ({ kind: "removed", where, what: `${noun} ${item}` })),
    ...after.filter((item) => !before.includes(item)).map((item): PolicyChange => ({ kind: "added", where, what: `${noun} ${item}` })),
  ];
}

function scanChanges(before: Policy, after: Policy): PolicyChange[] {
  const { malwareScan: malwareBefore, secretScan: secretBefore } = before;
  const { malwareScan: malwareAfter, secretScan: secretAfter } = after;
  return [
    ...change("Scans", "Malware scan", scanText(malwareBefore), scanText(malwareAfter)),
    ...change("Scans", "Secret scan", scanText(secretBefore), scanText(secretAfter)),
    ...listChanges("Scans", "excluded path", secretBefore?.excludedPaths ?? [], secretAfter?.excludedPaths ?? []),
  ];
}

function scanText(scan: { mitigation: keyof typeof WORDS; schedule: ScanSchedule; skipIfRuleNotChanged?: boolean } | undefined): string {
  if (!scan) return "not set";
  const { enabled, cron } = scan.schedule;
  const when = cron === undefined ? "without a schedule" : (describeSchedule(cron) ?? `at ${cron}`);
  const skip = scan.skipIfRuleNotChanged ? ", not again with unchanged rules" : "";
  return `${onOff(enabled)}, ${when}, ${WORDS[scan.mitigation]}${skip}`;
}

/** What only a format's document knows; it has no words. */
function extraChange(where: string, before: { extra?: unknown }, after: { extra?: unknown }): PolicyChange[] {
  return stableStringify(before.extra ?? {}) === stableStringify(after.extra ?? {}) ? [] : [{ kind: "changed", where, what: "fields kept of an imported document" }];
}
