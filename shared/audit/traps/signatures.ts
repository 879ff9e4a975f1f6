import { SIGNATURE_OPERATORS, signatureConditions } from "../../rules/signature.ts";
import type { SignatureCondition } from "../../rules/signature.ts";
import type { Trap } from "../results.ts";
import type { PlacedRule } from "./placed.ts";
import { fix, quoted, trap } from "./words.ts";

/** A registry as one writes it: a host, perhaps with a port. */
const HOST = /^(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)(:\d+)?$/;

/** Conditions of a signature rule that leave out, or let through, other images than those meant. */
export function signatureTraps({ rule, path }: PlacedRule): Trap[] {
  if (rule.type !== "verifyImages") return [];
  const conditions = signatureConditions(rule.properties);
  const isOneRegistry = conditions.some(({ type, resourceFilter, operatorOrFunction }) => type === "match" && resourceFilter === "registry" && operatorOrFunction === "equals");
  const at = (place: number) => `${path}.properties.conditions[${place}]`;
  return [
    ...neverBoth(conditions, path),
    ...conditions.flatMap((condition, place) => {
      if (condition.resourceFilter === "registry" && condition.value.includes("/")) return [noSuchRegistry(condition, at(place))];
      if (condition.type === "match") return [];
      return condition.resourceFilter === "registry" ? registryLeft(condition, at(place)) : isOneRegistry ? [] : [repositoryLeft(condition, at(place))];
    }),
  ];
}

/** Every match must hold: two registries (or repositories) that an image equals at once do not exist. */
function neverBoth(conditions: readonly SignatureCondition[], path: string): Trap[] {
  return (["registry", "repository"] as const).flatMap((filter) => {
    const values = conditions.filter(({ type, resourceFilter, operatorOrFunction }) => type === "match" && resourceFilter === filter && operatorOrFunction === "equals").map(({ value }) => value);
    if (new Set(values).size < 2) return [];
    return [
      trap(
        "rule-never-matches", `${path}.properties.conditions`,
        `No image meets every condition: its ${filter} cannot equal ${quoted(values)} at once, so nothing is verified.`,
        `Keep one, and add a verification rule of its own for each other ${filter}.`,
      ),
    ];
  });
}

function noSuchRegistry({ type, value }: SignatureCondition, path: string): Trap {
  const host = value.split("/", 1)[0] ?? "";
  return trap(
    "rule-never-matches", `${path}.value`,
    `No registry has “${value}”: it is compared without the repository, so ${type === "match" ? "nothing is verified" : "nothing is left out"}.`,
    "Give the registry alone, and the rest as a condition on the repository.",
    HOST.test(host) ? [fix(`Change it to ${host}`, `${path}.value`, host)] : [],
  );
}

/** A precondition on part of a registry's name leaves out registries of others. */
function registryLeft({ operatorOrFunction: operator, value }: SignatureCondition, path: string): Trap[] {
  const example = [`${value}.evil.io`, `evil-${value}`, `evil${value}`].find((host) => HOST.test(host) && SIGNATURE_OPERATORS[operator](host, value));
  const isOwnDomain = operator === "endsWith" && value.startsWith(".");
  if (operator === "equals" || example === undefined || isOwnDomain) return [];
  return [
    trap(
      "signature-skipped", `${path}.operatorOrFunction`,
      `Images of ${example} would not be verified either: this name meets the condition too.`,
      "Use “equals” with the whole registry.",
      HOST.test(value) ? [fix("Use “equals”", `${path}.operatorOrFunction`, "equals")] : [],
    ),
  ];
}

/** A precondition on a repository holds in every registry. */
function repositoryLeft({ operatorOrFunction: operator, value }: SignatureCondition, path: string): Trap {
  const example = operator === "endsWith" ? `evil.io/${value.replace(/^\//, "")}` : `evil.io/${value}${operator === "equals" || value.endsWith("/") ? "" : "-evil"}`;
  return trap(
    "signature-skipped", `${path}.value`,
    `A repository says nothing of the registry: images like ${example}${value.endsWith("/") ? "app" : ""} would not be verified either.`,
    "Limit the rule to your registry with a condition “match registry equals …”.",
  );
}
