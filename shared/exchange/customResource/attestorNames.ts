import type { JsonObject } from "../../kernel/json.ts";
import { byCodeUnit } from "../../kernel/stable.ts";
import type { PolicyRule } from "../../model/policy.ts";
import { attestorsOf } from "../../rules/signature.ts";
import { toAttestorName, toResourceName } from "../names.ts";

/**
 * Attestors are resources of their own: a signature rule names them as the cluster does. Where that differs from the
 * name here, an annotation of the policy brings it back.
 */

/** The name of an attestor in a cluster. */
function inCluster(name: string): string {
  return isResourceName(name) ? name : toResourceName(name);
}

function isResourceName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** Reads the annotation: names here by their names in the cluster. */
export function readAttestorNames(annotation: string | undefined): Map<string, string> {
  const pairs = (annotation ?? "").split(" ").flatMap((pair) => {
    const [resource = "", name = ""] = pair.split("=");
    return name !== "" && name === toAttestorName(name) && inCluster(name) === resource ? [[resource, name] as const] : [];
  });
  return new Map(pairs);
}

/** Attestors that were written: names here by their names in the cluster. */
export type WrittenAttestors = Map<string, string>;

/** The annotation for a policy, and in words what it is about; undefined when no attestor is named otherwise. */
export function attestorAnnotation(written: WrittenAttestors): { annotation: string; notes: string[] } | undefined {
  const renamed = [...written].filter(([resource, name]) => resource !== name);
  if (renamed.length === 0) return undefined;
  const pairs = renamed.toSorted(([a], [b]) => byCodeUnit(a, b));
  return {
    annotation: pairs.map(([resource, name]) => `${resource}=${name}`).join(" "),
    notes: pairs.map(([resource, name]) => `The attestor ${name} is named ${resource} in the cluster; Sallyport reads it back as ${name}.`),
  };
}

/** A signature rule's properties with the names as they are here. */
export function withOwnNames(properties: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return names.size === 0 ? properties : withNames(properties, (name) => names.get(name) ?? name);
}

/**
 * A signature rule's properties as the product takes them: names as in the cluster, and all or any of them. “At least k”
 * becomes all where it is more than one: a target that asks for too many signatures is safer than one that asks for too
 * few.
 */
export function forCluster(rule: PolicyRule, ruleName: string, writtenAttestors: WrittenAttestors, lossy: string[]): JsonObject {
  if (rule.type !== "verifyImages") return rule.properties;
  const { match, names, count } = attestorsOf(rule.properties);
  const rename = (name: string): string => {
    const resource = inCluster(name);
    const other = writtenAttestors.get(resource) ?? name;
    if (other !== name) lossy.push(`${ruleName}: the attestors ${other} and ${name} have the same name in a cluster (${resource}).`);
    else writtenAttestors.set(resource, name);
    return resource;
  };
  const written = withNames(rule.properties, rename);
  if (match !== "atLeast") return written;
  if (count > 1 && count < names.length) {
    lossy.push(`${ruleName} asks for at least ${count} of ${names.length} attestors; a custom resource knows all or any: it is written as all, which is stricter.`);
  }
  return { ...written, attestors: { [count > 1 ? "all" : "any"]: names.map(inCluster) } };
}

function withNames(properties: JsonObject, rename: (name: string) => string): JsonObject {
  const { attestors } = properties;
  if (attestors === null || typeof attestors !== "object") return properties;
  const lists = Object.entries(attestors).map(([how, list]) => [
    how,
    Array.isArray(list) ? list.map((name: unknown) => (typeof name === "string" ? rename(name) : name)) : (list as unknown),
  ]);
  return { ...properties, attestors: Object.fromEntries(lists) as JsonObject };
}
