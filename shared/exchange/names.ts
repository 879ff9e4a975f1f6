import { LONGEST_NAME } from "../model/names.ts";

/** Makes a name of a policy or ruleset of any text: what it may not hold becomes `_`. */
export function toPolicyName(name: string): string {
  return mapped(name, /[^A-Za-z0-9_.]/g, "policy");
}

/** Makes an attestor's name of any text; unlike others it may hold hyphens. */
export function toAttestorName(name: string): string {
  return mapped(name, /[^A-Za-z0-9_.-]/g, "attestor");
}

function mapped(name: string, forbidden: RegExp, fallback: string): string {
  const text = name.replaceAll(forbidden, "_").slice(0, LONGEST_NAME);
  return text === "" ? fallback : text;
}

/** Makes a Kubernetes object name (RFC 1123 subdomain) of a name: lower case, `_` becomes `-`. */
export function toResourceName(name: string): string {
  const labels = name
    .toLowerCase()
    .split(".")
    .map((label) => label.replaceAll(/[^a-z0-9]/g, "-").replaceAll(/^-+|-+$/g, ""))
    .filter((label) => label !== "");
  return labels.length > 0 ? labels.join(".") : "policy";
}
