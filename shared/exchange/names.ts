/** A policy's name: `^[A-Za-z0-9_.]+$`, at most 64 characters. */
const MAX_LENGTH = 64;

/** Makes a policy name of any text: what a name may not hold becomes `_`. */
export function toPolicyName(name: string): string {
  const mapped = name.replaceAll(/[^A-Za-z0-9_.]/g, "_").slice(0, MAX_LENGTH);
  return mapped === "" ? "policy" : mapped;
}

/** Makes a Kubernetes object name (RFC 1123 subdomain) of a policy's name: lower case, `_` becomes `-`. */
export function toResourceName(name: string): string {
  const labels = name
    .toLowerCase()
    .split(".")
    .map((label) => label.replaceAll(/[^a-z0-9]/g, "-").replaceAll(/^-+|-+$/g, ""))
    .filter((label) => label !== "");
  return labels.length > 0 ? labels.join(".") : "policy";
}
