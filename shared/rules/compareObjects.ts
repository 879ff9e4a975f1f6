import { stableStringify } from "../kernel/stable.ts";
import type { Attestor } from "../model/attestor.ts";
import type { Ruleset } from "../model/ruleset.ts";

/** What changed from one state of a ruleset to another, in words; empty when nothing did. */
export function compareRulesets(before: Ruleset, after: Ruleset): string[] {
  const earlierRules = new Map(before.rules.map((rule) => [rule.id, rule.mitigation]));
  const laterRules = new Set(after.rules.map((rule) => rule.id));
  const earlierFiles = new Map(before.customRules.map((file) => [file.name, file.text]));
  const laterFiles = new Set(after.customRules.map((file) => file.name));
  const words = [
    ...changed("description", before.description, after.description),
    ...changed("labels", labelText(before), labelText(after)),
    ...before.rules.filter(({ id }) => !laterRules.has(id)).map(({ id }) => `${id} removed`),
    ...after.rules.flatMap(({ id, mitigation }) => {
      const earlier = earlierRules.get(id);
      if (earlier === undefined) return [`${id} added (${mitigation})`];
      return changed(id, earlier, mitigation);
    }),
    ...before.customRules.filter(({ name }) => !laterFiles.has(name)).map(({ name }) => `${name} removed`),
    ...after.customRules.flatMap(({ name, text }) => {
      const earlier = earlierFiles.get(name);
      return earlier === undefined ? [`${name} added`] : earlier === text ? [] : [`${name} changed`];
    }),
  ];
  return orSomething(words, before, after, "order of rules, or fields kept of an imported document");
}

/** What changed from one state of an attestor to another, in words. */
export function compareAttestors(before: Attestor, after: Attestor): string[] {
  const words = [
    ...changed("description", before.description, after.description),
    ...changed("type", before.material.type, after.material.type),
    ...(before.material.type === after.material.type && stableStringify(before.material) !== stableStringify(after.material) ? [`${MATERIAL_WORDS[after.material.type]} replaced`] : []),
    ...changed("transparency log", logText(before), logText(after)),
  ];
  return orSomething(words, before, after, "fields kept of an imported document");
}

const MATERIAL_WORDS = { cosignPublicKey: "public key", certificate: "certificate", keyless: "identity" } as const;

function changed(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: “${before}” becomes “${after}”`];
}

function orSomething(words: string[], before: object, after: object, what: string): string[] {
  return words.length > 0 || stableStringify(before) === stableStringify(after) ? words : [what];
}

function labelText({ labels, labelMatchingCondition }: Ruleset): string {
  if (labels.length === 0) return "every pod";
  const list = labels.map(({ key, value }) => `${key}=${value}`).join(", ");
  return labelMatchingCondition === "any" ? `pods with ${list}` : `pods without ${list}`;
}

function logText({ transparencyLog: { enabled, server, publicKey } }: Attestor): string {
  if (!enabled && server === undefined) return "off";
  return `${enabled ? "on" : "off"}, ${server ?? "the public log"}${publicKey === undefined ? "" : " with a key of its own"}`;
}
