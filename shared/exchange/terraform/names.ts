import { isForbiddenKey } from "../../kernel/json.ts";

/** Resources of the vendor's Terraform provider (its `docs/resources/container_{policy,ruleset}.md`). */
export const POLICY_RESOURCE = "visionone_container_policy";
export const RULESET_RESOURCE = "visionone_container_ruleset";

/** The label under which other resources name this one: letters, digits, `_` and `-`, not beginning with a digit. */
export function toLabel(name: string): string {
  const label = name.replaceAll(/[^A-Za-z0-9_-]/g, "_");
  // A label becomes a key when the file is read, and keys such as `prototype` are refused there.
  return /^[A-Za-z_]/.test(label) && !isForbiddenKey(label) ? label : `_${label}`;
}
