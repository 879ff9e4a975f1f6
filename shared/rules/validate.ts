import type { FieldIssue } from "../kernel/result.ts";
import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../model/policy.ts";
import { descriptionIssues, nameIssues } from "../model/names.ts";
import { unreadOf } from "../model/unread.ts";
import { ruleDescriptor } from "./index.ts";
import { parameterProblems } from "./parameters.ts";
import { scanIssues } from "./scheduleIssues.ts";

export { LONGEST_DESCRIPTION, LONGEST_NAME, nameIssues } from "../model/names.ts";

/**
 * What keeps a policy from being saved, each problem at its field. Paths are those of the document
 * (`cluster.rules[2].properties.values[0]`), so that an editor can show each message beside its field. Plain functions:
 * the window runs this on every change, under a content security policy that forbids generated code.
 */
export function validatePolicy(policy: Policy): FieldIssue[] {
  return [
    ...nameIssues("name", policy.name),
    ...descriptionIssues("description", policy.description),
    ...(policy.platform === "ecs" ? ecsIssues(policy) : []),
    ...ruleIssues("cluster.rules", policy.cluster.rules),
    ...exceptionIssues("cluster.exceptions", policy.cluster.exceptions),
    ...namespacedIssues(policy.namespaced),
    ...scanIssues(policy),
  ];
}

const LONGEST_VALUE = 1024;
const LONGEST_NAMESPACE = 63;

/** The name under which findings refer to the cluster-wide definition. */
const CLUSTER_WIDE = "cluster";

function ecsIssues(policy: Policy): FieldIssue[] {
  const only = "A policy for Amazon ECS has runtime rulesets only";
  return [
    ...(policy.cluster.rules.length > 0 ? [{ path: "cluster.rules", message: `${only}: remove its rules.` }] : []),
    ...(policy.cluster.exceptions.length > 0 ? [{ path: "cluster.exceptions", message: `${only}: remove its exceptions.` }] : []),
    ...(policy.namespaced.length > 0 ? [{ path: "namespaced", message: `${only}: remove its namespaced definitions.` }] : []),
  ];
}

function ruleIssues(path: string, rules: PolicyRule[]): FieldIssue[] {
  return rules.flatMap((rule, index) => (rule.enabled ? oneRuleIssues(`${path}[${index}]`, rule) : []));
}

function oneRuleIssues(path: string, rule: PolicyRule): FieldIssue[] {
  const issues = namespaceListIssues(`${path}.namespaces`, rule.namespaces ?? []);
  if ((rule.mitigation === "isolate" || rule.mitigation === "terminate") && rule.action !== "block") {
    // The custom resource's own wording (vendor-facts §1.1).
    issues.push({ path: `${path}.mitigation`, message: `Continuous mitigation can only be ${rule.mitigation} if deployment action is block` });
  }
  const descriptor = ruleDescriptor(rule.type);
  if (!descriptor) return issues;
  const parameters = parameterProblems(descriptor, rule.properties);
  return [...issues, ...parameters.map((problem) => ({ path: `${path}.properties.${problem.path}`, message: problem.message }))];
}

function exceptionIssues(path: string, exceptions: PolicyException[]): FieldIssue[] {
  return exceptions.flatMap((exception, index) => (unreadOf(exception) ? [] : oneExceptionIssues(`${path}[${index}]`, exception)));
}

function oneExceptionIssues(path: string, exception: PolicyException): FieldIssue[] {
  const issues = namespaceListIssues(`${path}.namespaces`, exception.namespaces ?? []);
  if (exception.values.length === 0) issues.push({ path: `${path}.values`, message: "Enter at least one value." });
  exception.values.forEach((value, index) => {
    if (value === "") issues.push({ path: `${path}.values[${index}]`, message: "A value must not be empty." });
    if (value.length > LONGEST_VALUE) issues.push({ path: `${path}.values[${index}]`, message: `A value has at most ${LONGEST_VALUE} characters.` });
  });
  if (exception.expires !== undefined && !isTime(exception.expires)) {
    issues.push({ path: `${path}.expires`, message: "Enter a date and time with its zone, like 2026-12-31T23:59:59Z." });
  }
  return issues;
}

function namespacedIssues(definitions: NamespacedDefinition[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const names = new Set<string>();
  const owners = new Map<string, number>();
  const called = (index: number): string => `the definition ${definitions[index]?.name || `number ${index + 1}`}`;

  definitions.forEach((definition, index) => {
    const path = `namespaced[${index}]`;
    issues.push(...nameIssues(`${path}.name`, definition.name));
    if (definition.name === CLUSTER_WIDE) {
      issues.push({ path: `${path}.name`, message: "This is how the cluster-wide definition is called; choose another name." });
    } else if (definition.name !== "" && names.has(definition.name)) {
      issues.push({ path: `${path}.name`, message: "Another definition of this policy has the same name." });
    }
    names.add(definition.name);

    if (definition.namespaces.length === 0) issues.push({ path: `${path}.namespaces`, message: "Enter at least one namespace." });
    issues.push(...namespaceListIssues(`${path}.namespaces`, definition.namespaces));
    definition.namespaces.forEach((namespace, place) => {
      const owner = owners.get(namespace);
      if (owner === undefined) owners.set(namespace, index);
      else if (owner !== index) issues.push({ path: `${path}.namespaces[${place}]`, message: `The namespace "${namespace}" already belongs to ${called(owner)}.` });
    });

    issues.push(...ruleIssues(`${path}.rules`, definition.rules ?? []), ...exceptionIssues(`${path}.exceptions`, definition.exceptions ?? []));
  });
  return issues;
}

function namespaceListIssues(path: string, namespaces: string[]): FieldIssue[] {
  return namespaces.flatMap((namespace, index) => {
    const message = namespaceProblem(namespace) ?? (namespaces.indexOf(namespace) < index ? "This namespace is named twice." : undefined);
    return message === undefined ? [] : [{ path: `${path}[${index}]`, message }];
  });
}

/** Why a text is not a namespace; undefined when it is one. Namespaces are DNS labels (RFC 1123). */
export function namespaceProblem(namespace: string): string | undefined {
  if (namespace === "") return "Enter a namespace.";
  if (namespace.length > LONGEST_NAMESPACE) return `A namespace has at most ${LONGEST_NAMESPACE} characters.`;
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace)) return undefined;
  return "A namespace has only lower-case letters, digits and hyphens, and begins and ends with a letter or digit.";
}

/** RFC 3339, with a day that exists. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}
