import { stableStringify } from "../../kernel/stable.ts";
import type { PolicyRule } from "../../model/policy.ts";
import { CAPABILITY_SETS } from "../../rules/capabilitySets.ts";
import type { CapabilitySet } from "../../rules/capabilitySets.ts";

const ACTIONS = ["none", "log", "block"] as const;
const MITIGATIONS = ["none", "log", "isolate", "terminate"] as const;
const SEVERITIES = ["critical", "high", "medium", "low", "any"];

/** Whether one rule acts wherever another does, at least as strictly, so that the other changes nothing. */
export function covers(wide: PolicyRule, narrow: PolicyRule): boolean {
  return (
    wide.type === narrow.type &&
    ACTIONS.indexOf(wide.action) >= ACTIONS.indexOf(narrow.action) &&
    MITIGATIONS.indexOf(wide.mitigation) >= MITIGATIONS.indexOf(narrow.mitigation) &&
    coversNamespaces(wide.namespaces ?? [], narrow.namespaces ?? []) &&
    coversProperties(wide, narrow)
  );
}

function coversNamespaces(wide: string[], narrow: string[]): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((namespace) => wide.includes(namespace));
}

function coversProperties(wide: PolicyRule, narrow: PolicyRule): boolean {
  const [a, b] = [wide.properties, narrow.properties];
  if (stableStringify(a) === stableStringify(b)) return true;
  switch (wide.type) {
    case "containerCapabilities": {
      const allowed = CAPABILITY_SETS[b["capabilityRestriction"] as CapabilitySet];
      return CAPABILITY_SETS[a["capabilityRestriction"] as CapabilitySet].every((capability) => allowed.includes(capability));
    }
    case "imagesWithVulnerabilities":
    case "imagesWithCVSSAttackVector":
    case "imagesWithCVSSAttackComplexity":
    case "imagesWithCVSSAvailabilityImpact":
      return severityRank(a) >= severityRank(b) && isSame(a, b, "severity");
    case "imagesNotScanned":
      return Number(a["maxScanAge"]) <= Number(b["maxScanAge"]) && isSame(a, b, "maxScanAge");
    case "imageRegistry":
    case "imageName":
    case "imageTag":
    case "imagePath":
      return coversImages(a, b);
    default:
      return false;
  }
}

/** The lower the threshold, the more it acts on. */
function severityRank(properties: Record<string, unknown>): number {
  return SEVERITIES.indexOf(String(properties["severity"]));
}

/** Whether everything but one parameter is the same. */
function isSame(a: Record<string, unknown>, b: Record<string, unknown>, but: string): boolean {
  return stableStringify({ ...a, [but]: "" }) === stableStringify({ ...b, [but]: "" });
}

/** A positive operator acts on more the more values it has, a negative one on less. */
function coversImages(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const [wide, narrow] = [a["values"] as string[], b["values"] as string[]];
  const isNegative = b["operator"] === "notEquals" || b["operator"] === "notContains";
  if (a["operator"] !== b["operator"]) return coversOtherOperator(String(a["operator"]), String(b["operator"]), wide, narrow);
  if (isNegative) return wide.every((value) => narrow.includes(value));
  return narrow.every((value) => wide.some((other) => other === value || (a["operator"] === "startsWith" && value.startsWith(other)) || (a["operator"] === "contains" && value.includes(other))));
}

/** What equals or begins with a text also contains it. */
function coversOtherOperator(wideOperator: string, narrowOperator: string, wide: string[], narrow: string[]): boolean {
  if (wideOperator === "startsWith" && narrowOperator === "equals") return narrow.every((value) => wide.some((other) => value.startsWith(other)));
  if (wideOperator === "contains" && (narrowOperator === "equals" || narrowOperator === "startsWith")) return narrow.every((value) => wide.some((other) => value.includes(other)));
  return false;
}
