import type { JsonObject } from "../../kernel/json.ts";
import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../model/policy.ts";
import { unreadOf } from "../../model/unread.ts";
import { definitionName, exceptionLosses, exceptionName, foreignLoss, formatName, ruleName } from "../describe.ts";
import { keptFor, keptMap } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { attestorAnnotation, forCluster, type WrittenAttestors } from "./attestorNames.ts";
import { nameNotes, writeMetadata } from "./metadata.ts";
import { API_VERSION, ATTESTORS_ANNOTATION, KINDS } from "./names.ts";

const FORMAT = "custom-resource";

/** A ClusterPolicy resource, and in words what it cannot carry. */
export function toCustomResource(policy: Policy): { resource: JsonObject; lossy: string[]; notes: string[] } {
  const lossy: string[] = policyLosses(policy);
  const kept = keptFor(policy, FORMAT);
  const attestorsWritten: WrittenAttestors = new Map();
  const rules = writeRules(policy.cluster.rules, attestorsWritten, lossy);
  const exceptions = writeExceptions(policy.cluster.exceptions, lossy);
  for (const definition of policy.namespaced) {
    lossy.push(definitionLoss(definition));
    const foreign = foreignLoss(definition, FORMAT, definitionName(definition));
    if (foreign !== null) lossy.push(foreign);
    rules.push(...writeRules(definition.rules ?? [], attestorsWritten, lossy, definition));
    exceptions.push(...writeExceptions(definition.exceptions ?? [], lossy, definition));
  }
  const attestors = attestorAnnotation(attestorsWritten);
  const metadata = writeMetadata(policy, keptMap(kept, "metadata"), toPolicyName, attestors ? { [ATTESTORS_ANNOTATION]: attestors.annotation } : {});
  const body = { xdrEnabled: policy.xdrTelemetry, rules, ...(exceptions.length > 0 ? { exceptions } : {}) };
  const spec =
    kept["definition"] === undefined
      ? { ...body, ...keptMap(kept, "spec") }
      : { definition: { ...body, ...keptMap(kept, "definition") }, ...keptMap(kept, "spec") };
  return {
    resource: {
      apiVersion: kept["apiVersion"] ?? API_VERSION,
      kind: KINDS.policy,
      metadata,
      spec,
      ...keptMap(kept, "fields"),
    },
    lossy,
    notes: [...nameNotes(policy, metadata, "policy"), ...(attestors?.notes ?? [])],
  };
}

/** Of `docs/policy-as-code.md` in the vendor's chart; its documentation pages of 2025 say 35. */
const LONGEST_AGE = 30;

function policyLosses(policy: Policy): string[] {
  const lossy: string[] = [];
  if (policy.platform !== "kubernetes") lossy.push("The platform Amazon ECS: a custom resource is for a Kubernetes cluster.");
  if (policy.unsetFields !== "violates") lossy.push("The reading of unset fields (ignored): it is Sallyport's own.");
  if (!policy.trustedImages) lossy.push("The switched-off exception for trusted images: the product always applies it.");
  if (policy.runtime.rulesets.length > 0) {
    lossy.push(`The runtime rulesets (${policy.runtime.rulesets.join(", ")}): the product's operator attaches them by resources of their own.`);
  }
  if (policy.malwareScan) lossy.push("The malware scan: it is set in the product's console or API.");
  if (policy.secretScan) lossy.push("The secret scan: it is set in the product's console or API.");
  const foreign = foreignLoss(policy, FORMAT, "The policy");
  return foreign === null ? lossy : [...lossy, foreign];
}

function definitionLoss(definition: NamespacedDefinition): string {
  const replaced = [definition.rules ? "rules" : "", definition.exceptions ? "exceptions" : ""].filter((part) => part !== "");
  const what = replaced.length > 0 ? `its ${replaced.join(" and ")} are written with these namespaces, and the cluster-wide ones hold there as well` : "it is left out";
  return `${definitionName(definition)} replaces settings in ${definition.namespaces.join(", ")}; a custom resource can only add: ${what}.`;
}

function writeRules(rules: PolicyRule[], attestors: WrittenAttestors, lossy: string[], definition?: NamespacedDefinition): unknown[] {
  return rules.flatMap((rule, index) => {
    const name = ruleName(rule, index, definition);
    const unread = unreadOf(rule);
    if (unread) {
      if (unread.format === FORMAT && !definition) return [unread.source];
      lossy.push(`${name} was not understood when it was read from ${formatName(unread.format)}: it is left out.`);
      return [];
    }
    if (!rule.enabled || (rule.action === "none" && rule.mitigation === "none")) {
      lossy.push(`${name} is switched off, which a custom resource cannot say: it is left out.`);
      return [];
    }
    const namespaces = namespacesFor(rule, definition);
    if (!namespaces) {
      lossy.push(`${name} holds in none of the definition's namespaces: it is left out.`);
      return [];
    }
    const foreign = foreignLoss(rule, FORMAT, name);
    if (foreign !== null) lossy.push(foreign);
    const age = Number(rule.properties["maxScanAge"]);
    if (rule.type === "imagesNotScanned" && age > LONGEST_AGE) {
      lossy.push(`${name}: the vendor's chart documents up to ${LONGEST_AGE} days; ${age} is written as it is, and older versions of the product may skip the rule.`);
    }
    const kept = keptFor(rule, FORMAT);
    const properties = { ...forCluster(rule, name, attestors, lossy), ...keptMap(kept, "properties") };
    return [
      {
        type: rule.type,
        ...writeActions(rule, name, lossy),
        ...(namespaces.length > 0 ? { namespaces } : {}),
        ...(Object.keys(properties).length > 0 ? { properties } : {}),
        ...keptMap(kept, "fields"),
      },
    ];
  });
}

/** The resource knows no `none`: both phases at least log. */
function writeActions(rule: PolicyRule, name: string, lossy: string[]): { action: string; mitigation: string } {
  const off = [rule.action === "none" ? "Deployment" : "", rule.mitigation === "none" ? "Continuous" : ""].filter((phase) => phase !== "");
  for (const phase of off) lossy.push(`${name} is off in ${phase}, which a custom resource cannot say: it is written as Log there.`);
  const action = rule.action === "none" ? "log" : rule.action;
  const wanted = rule.mitigation === "none" ? "log" : rule.mitigation;
  if (wanted === "log" || action === "block") return { action, mitigation: wanted };
  lossy.push(`${name}: Continuous ${wanted} needs Deployment block in a custom resource: it is written as Log.`);
  return { action, mitigation: "log" };
}

function writeExceptions(exceptions: PolicyException[], lossy: string[], definition?: NamespacedDefinition): unknown[] {
  return exceptions.flatMap((exception, index) => {
    const name = exceptionName(exception, index, definition);
    const unread = unreadOf(exception);
    if (unread) {
      if (unread.format === FORMAT && !definition) return [unread.source];
      lossy.push(`${name} was not understood when it was read from ${formatName(unread.format)}: it is left out.`);
      return [];
    }
    if (exception.enabled === false) {
      lossy.push(`${name} is switched off, which a custom resource cannot say: it is left out.`);
      return [];
    }
    const namespaces = namespacesFor(exception, definition);
    if (!namespaces) {
      lossy.push(`${name} holds in none of the definition's namespaces: it is left out.`);
      return [];
    }
    if (exception.operator === "startsWith") {
      lossy.push(`${name} uses startsWith, which the product does not document for exceptions: it may be skipped there.`);
    }
    for (const loss of exceptionLosses(exception)) lossy.push(`${name}: ${loss}.`);
    const foreign = foreignLoss(exception, FORMAT, name);
    if (foreign !== null) lossy.push(foreign);
    const kept = keptFor(exception, FORMAT);
    return [
      {
        type: exception.type,
        ...(namespaces.length > 0 ? { namespaces } : {}),
        properties: { operator: exception.operator, values: exception.values, ...keptMap(kept, "properties") },
        ...keptMap(kept, "fields"),
      },
    ];
  });
}

/** Where an item holds: an empty list means everywhere; null means nowhere. */
function namespacesFor(item: { namespaces?: string[] }, definition: NamespacedDefinition | undefined): string[] | null {
  const own = item.namespaces ?? [];
  if (!definition) return own;
  if (own.length === 0) return definition.namespaces.length > 0 ? definition.namespaces : null;
  const both = own.filter((namespace) => definition.namespaces.includes(namespace));
  return both.length > 0 ? both : null;
}
