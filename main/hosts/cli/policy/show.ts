import type { SavedPolicy } from "../../../../shared/ipc/types.ts";
import type { Definition, MalwareScan, NamespacedDefinition, Policy, PolicyException, PolicyRule, SecretScan } from "../../../../shared/model/policy.ts";
import { describeSchedule } from "../../../../shared/model/schedule.ts";
import { unreadOf } from "../../../../shared/model/unread.ts";
import { exceptionSentence, ruleSentence } from "../../../../shared/rules/sentence.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { print } from "../print.ts";
import { columns, visible } from "../terminal.ts";
import type { VersionFlags } from "./versions.ts";

export const runShow: Run<VersionFlags> = async ([name = ""], flags) => {
  const request = { name, ...(flags.version === undefined ? {} : { version: flags.version }) };
  const saved = await withApplication(flags.store, (app) => app.call("policies.get", request));
  await print(flags, "sallyport/saved-policy/v1", saved, () => pageOf(saved));
  return EXIT.fine;
};

/** A policy as one page of text, in the words of the window. */
function pageOf({ policy, version, saved, author }: SavedPolicy): string {
  const facts = [
    ["Description", policy.description],
    ["Version", `${version}, saved ${saved} by ${author}`],
    ["Platform", policy.platform === "ecs" ? "Amazon ECS" : "Kubernetes"],
    ["XDR telemetry", policy.xdrTelemetry ? "on" : "off"],
    ["Absent fields", policy.unsetFields === "violates" ? "count as what Kubernetes runs" : "are ignored"],
    ["Trusted images", policy.trustedImages ? "excused" : "not excused"],
    ["Runtime rulesets", policy.runtime.rulesets.join(", ")],
    ["Malware scan", policy.malwareScan ? scanText(policy.malwareScan) : ""],
    ["Secret scan", policy.secretScan ? `${scanText(policy.secretScan)}${excluded(policy.secretScan.excludedPaths)}` : ""],
  ].filter(([, value]) => value !== "");
  const sections = [definitionText("Cluster-wide Policy Definition", policy.cluster), ...policy.namespaced.map((definition) => namespacedText(definition, policy))];
  return `${visible(policy.name)}\n${columns(facts.map((row) => row.map(visible)))}${sections.join("")}`;
}

function scanText({ mitigation, schedule: { enabled, cron } }: MalwareScan | SecretScan): string {
  const when = cron === undefined ? "without a schedule" : (describeSchedule(cron) ?? cron);
  return `${enabled ? "on" : "off"}, ${when}, ${WORDS[mitigation]}`;
}

function excluded(paths: string[]): string {
  return paths.length === 0 ? "" : `, without ${paths.join(", ")}`;
}

function namespacedText(definition: NamespacedDefinition, policy: Policy): string {
  const inherited = [definition.rules ? "" : "rules", definition.exceptions ? "" : "exceptions"].filter((part) => part !== "");
  const title = `NamespacedPolicyDefinition ${definition.name} (${definition.namespaces.join(", ")})`;
  const text = definitionText(title, { rules: definition.rules ?? [], exceptions: definition.exceptions ?? [] });
  const anything = policy.cluster.rules.length + policy.cluster.exceptions.length > 0;
  return inherited.length > 0 && anything ? `${text}  The ${inherited.join(" and ")} are those of the cluster-wide definition.\n` : text;
}

function definitionText(title: string, { rules, exceptions }: Definition): string {
  const ruleRows = rules.map((rule, index) => [`  ${index + 1}.`, ...ruleCells(rule)]);
  const exceptionRows = exceptions.map((exception, index) => [`  ${index + 1}.`, exceptionText(exception)]);
  return [
    `\n${visible(title)}\n`,
    rules.length > 0 ? columns([["", "DEPLOYMENT", "CONTINUOUS", "RULE"], ...ruleRows.map((row) => row.map(visible))]) : "",
    exceptions.length > 0 ? `  Exceptions\n${columns(exceptionRows.map((row) => row.map(visible)))}` : "",
  ].join("");
}

function ruleCells(rule: PolicyRule): string[] {
  const unread = unreadOf(rule);
  if (unread) return ["–", "–", `${rule.type}: could not be read (${unread.problem})`];
  const where = rule.namespaces && rule.namespaces.length > 0 ? ` (only in ${rule.namespaces.join(", ")})` : "";
  return rule.enabled ? [WORDS[rule.action], WORDS[rule.mitigation], ruleSentence(rule) + where] : ["–", "–", `${ruleSentence(rule)}${where} (switched off)`];
}

function exceptionText(exception: PolicyException): string {
  const unread = unreadOf(exception);
  if (unread) return `could not be read (${unread.problem})`;
  const where = exception.namespaces && exception.namespaces.length > 0 ? `, only in ${exception.namespaces.join(", ")}` : "";
  const until = exception.expires === undefined ? "" : `, until ${exception.expires}`;
  const off = exception.enabled === false ? " (switched off)" : "";
  return `${exceptionSentence(exception)}${where}${until}${off}`;
}

const WORDS: Record<PolicyRule["action"] | PolicyRule["mitigation"], string> = { none: "–", log: "Log", block: "Block", isolate: "Isolate", terminate: "Terminate" };
