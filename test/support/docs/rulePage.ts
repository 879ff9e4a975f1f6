import type { Parameter, RuleDescriptor } from "../../../shared/rules/descriptor.ts";
import { RULE_GROUPS } from "../../../shared/rules/descriptor.ts";
import { CAPABILITY_SETS } from "../../../shared/rules/capabilitySets.ts";
import { RULES } from "../../../shared/rules/index.ts";

/** The page of the guide about rules, drawn from the catalogue as the editor's form is. Markdown. */
export function rulePage(): string {
  const groups = RULE_GROUPS.map((group) => {
    const rules = RULES.filter((rule) => rule.group === group.group);
    return [`## ${group.title}`, ...(group.note ? [group.note] : []), ...rules.map(ruleSection)].join("\n\n");
  });
  return `${[
    "# Rules",
    "Every rule type of the catalogue: its sentence as the editor shows it, its parameters, and the keys under which a document holds it. This page is written by `npm run unit -- test/unit/docs.test.ts -u`; do not edit it.",
    "**Deployment** acts when a workload is admitted (*Log*, *Block*); **Continuous** acts on what runs (*Log*, *Isolate*, *Terminate*; the last two need *Block* at Deployment). How absent fields, image references and capabilities are read is in the [guide](guide.md#fields-that-are-not-set).",
    ...groups,
    "## The predefined capability sets",
    capabilityTable(),
  ].join("\n\n")}\n`;
}

function ruleSection(rule: RuleDescriptor): string {
  const facts = [
    `\`${rule.type}\``,
    rule.phases.includes("continuous") ? "Deployment and Continuous" : "Deployment only",
    rule.excusable ? "can be excused by exceptions" : "cannot be excused",
    ...(rule.api.length === 0 ? ["not in the API's JSON"] : []),
  ];
  const parameters = rule.parameters.length === 0 ? [] : [parameterTable(rule.parameters)];
  return [`### ${sentence(rule)}`, facts.join(" · "), `${rule.tooltip} ${rule.help}`, ...parameters].join("\n\n");
}

function sentence(rule: RuleDescriptor): string {
  return rule.sentence.map((part) => (typeof part === "string" ? part : `*${labelOf(rule, part.parameter)}*`)).join("");
}

function labelOf(rule: RuleDescriptor, name: string): string {
  const label = rule.parameters.find((parameter) => parameter.name === name)?.label ?? name;
  return label.toLowerCase();
}

function parameterTable(parameters: Parameter[]): string {
  const rows = parameters.map((parameter) => `| ${parameter.label} | \`${parameter.name}\` | ${valuesOf(parameter)} | ${defaultOf(parameter)} |`);
  return ["| parameter | key | values | at first |", "|---|---|---|---|", ...rows].join("\n");
}

function valuesOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.map(({ value, label }) => (value === label ? `\`${value}\`` : `\`${value}\` (${label})`)).join(", ");
    case "number":
      return `${parameter.min} to ${parameter.max} ${parameter.unit}`;
    case "values":
      return `one or more texts of at most ${parameter.maxLength} characters, such as \`${parameter.placeholder}\``;
    case "attestors":
      return "names of attestors: `all` of them, `any`, or `any` with `atLeast`";
    case "conditions":
      return "`match` and `exclude` conditions on `registry` or `repository`: `equals`, `beginsWith`, `endsWith`, `contains`";
  }
}

function defaultOf(parameter: Parameter): string {
  if (parameter.kind === "choice" || parameter.kind === "number") return `\`${parameter.default}\``;
  return parameter.kind === "values" && parameter.default.length > 0 ? `\`${parameter.default.join(", ")}\`` : "none";
}

function capabilityTable(): string {
  const rows = Object.entries(CAPABILITY_SETS).map(([name, allowed]) => `| \`${name}\` | ${allowed.length} | ${allowed.join(", ") || "none"} |`);
  return ["| set | lets through | which |", "|---|---|---|", ...rows].join("\n");
}
