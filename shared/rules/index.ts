import { ACCESS_RULES } from "./access.ts";
import { CAPABILITY_RULE } from "./capabilities.ts";
import { CONTAINER_RULES } from "./container.ts";
import type { RuleDescriptor } from "./descriptor.ts";
import { IMAGE_RULES } from "./image.ts";
import { POD_RULES } from "./pod.ts";
import { SCAN_RULES } from "./scanResults.ts";
import { SIGNATURE_RULE } from "./signature.ts";

/** The catalogue, in the order in which the editor shows it. */
export const RULES: readonly RuleDescriptor[] = [
  ...POD_RULES,
  ...CONTAINER_RULES,
  CAPABILITY_RULE,
  ...IMAGE_RULES,
  ...SCAN_RULES,
  ...ACCESS_RULES,
  SIGNATURE_RULE,
];

const BY_TYPE = new Map(RULES.map((rule) => [rule.type, rule]));

/** The descriptor of a custom-resource rule type; undefined for one that Sallyport does not know. */
export function ruleDescriptor(type: string): RuleDescriptor | undefined {
  return BY_TYPE.get(type);
}
