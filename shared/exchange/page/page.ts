import type { Definition, MalwareScan, NamespacedDefinition, Policy, PolicyException, PolicyRule, SecretScan } from "../../model/policy.ts";
import { describeSchedule } from "../../model/schedule.ts";
import { unreadOf } from "../../model/unread.ts";
import { exceptionSentence, ruleSentence } from "../../rules/sentence.ts";

/** A policy as one page to be read: the same words as text and as HTML. */
export interface PolicyPage {
  title: string;
  facts: [label: string, value: string][];
  sections: PageSection[];
}

export interface PageSection {
  title: string;
  notes: string[];
  rules: { deployment: string; continuous: string; text: string }[];
  exceptions: { text: string; details: string }[];
}

/** What is known of a policy besides itself. */
export interface PageFacts {
  version: number;
  saved: string;
  author: string;
}

const WORDS: Record<PolicyRule["action"] | PolicyRule["mitigation"], string> = { none: "–", log: "Log", block: "Block", isolate: "Isolate", terminate: "Terminate" };

/** Puts a policy in the words of the window. */
export function policyPage(policy: Policy, { version, saved, author }: PageFacts): PolicyPage {
  const facts: PolicyPage["facts"] = [
    ["Description", policy.description],
    ["Version", `${version}, saved ${saved} by ${author}`],
    ["Platform", policy.platform === "ecs" ? "Amazon ECS" : "Kubernetes"],
    ["XDR telemetry", policy.xdrTelemetry ? "on" : "off"],
    ["Absent fields", policy.unsetFields === "violates" ? "count as what Kubernetes runs" : "are ignored"],
    ["Trusted images", policy.trustedImages ? "excused" : "not excused"],
    ["Runtime rulesets", policy.runtime.rulesets.join(", ")],
    ["Malware scan", policy.malwareScan ? scanText(policy.malwareScan) : ""],
    ["Secret scan", policy.secretScan ? `${scanText(policy.secretScan)}${excludedText(policy.secretScan.excludedPaths)}` : ""],
  ];
  return {
    title: policy.name,
    facts: facts.filter(([, value]) => value !== ""),
    sections: [section("Cluster-wide Policy Definition", policy.cluster, []), ...policy.namespaced.map((definition) => namespacedSection(definition, policy))],
  };
}

function scanText({ mitigation, schedule: { enabled, cron } }: MalwareScan | SecretScan): string {
  const when = cron === undefined ? "without a schedule" : (describeSchedule(cron) ?? cron);
  return `${enabled ? "on" : "off"}, ${when}, ${WORDS[mitigation]}`;
}

function excludedText(paths: string[]): string {
  return paths.length === 0 ? "" : `, without ${paths.join(", ")}`;
}

function namespacedSection(definition: NamespacedDefinition, policy: Policy): PageSection {
  const inherited = [definition.rules ? "" : "rules", definition.exceptions ? "" : "exceptions"].filter((part) => part !== "");
  const isAnything = policy.cluster.rules.length + policy.cluster.exceptions.length > 0;
  const notes = inherited.length > 0 && isAnything ? [`The ${inherited.join(" and ")} are those of the cluster-wide definition.`] : [];
  const title = `NamespacedPolicyDefinition ${definition.name} (${definition.namespaces.join(", ")})`;
  return section(title, { rules: definition.rules ?? [], exceptions: definition.exceptions ?? [] }, notes);
}

function section(title: string, { rules, exceptions }: Definition, notes: string[]): PageSection {
  return { title, notes, rules: rules.map(ruleLine), exceptions: exceptions.map(exceptionLine) };
}

function ruleLine(rule: PolicyRule): PageSection["rules"][number] {
  const unread = unreadOf(rule);
  if (unread) return { deployment: "–", continuous: "–", text: `${rule.type}: could not be read (${unread.problem})` };
  const text = `${ruleSentence(rule)}${whereText(rule.namespaces, " (only in ", ")")}`;
  return rule.enabled ? { deployment: WORDS[rule.action], continuous: WORDS[rule.mitigation], text } : { deployment: "–", continuous: "–", text: `${text} (switched off)` };
}

function exceptionLine(exception: PolicyException): PageSection["exceptions"][number] {
  const unread = unreadOf(exception);
  if (unread) return { text: `could not be read (${unread.problem})`, details: "" };
  const { reason, owner, ticket, expires } = exception;
  const until = expires === undefined ? "" : `, until ${expires}`;
  const text = `${exceptionSentence(exception)}${whereText(exception.namespaces, ", only in ", "")}${until}${exception.enabled === false ? " (switched off)" : ""}`;
  const details = [reason, owner === undefined ? undefined : `owner ${owner}`, ticket === undefined ? undefined : `ticket ${ticket}`];
  return { text, details: details.filter((detail) => detail !== undefined).join("; ") };
}

function whereText(namespaces: string[] | undefined, before: string, after: string): string {
  return namespaces && namespaces.length > 0 ? `${before}${namespaces.join(", ")}${after}` : "";
}
