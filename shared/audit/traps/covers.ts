import { stableStringify } from "../../kernel/stable.ts";
import type { ImageOperator, ImagePart, PolicyRule } from "../../model/policy.ts";
import { isNegative } from "../../rules/imageMatch.ts";
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

/** Whether one list of namespaces holds all of another; an empty one means everywhere. */
export function coversNamespaces(wide: string[], narrow: string[]): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((namespace) => wide.includes(namespace));
}

function coversProperties(wide: PolicyRule, narrow: PolicyRule): boolean {
  const [a, b] = [wide.properties, narrow.properties];
  if (textOf(a) === textOf(b)) return true;
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
      return coversImages(wide.type, comparisonOf(a), comparisonOf(b));
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

/** How a rule or an exception compares images. */
interface Comparison {
  operator: ImageOperator;
  values: string[];
}

function comparisonOf(properties: Record<string, unknown>): Comparison {
  return { operator: properties["operator"] as ImageOperator, values: properties["values"] as string[] };
}

/**
 * Whether one comparison of a part of the image holds wherever another does. A positive operator holds for more the more
 * values it has, a negative one for less.
 */
export function coversImages(part: ImagePart, wide: Comparison, narrow: Comparison): boolean {
  if (isNegative(narrow.operator) || isNegative(wide.operator)) {
    return wide.operator === narrow.operator && wide.values.every((value) => narrow.values.includes(value));
  }
  return narrow.values.every((value) => wide.values.some((other) => holds(part, wide.operator, other, narrow.operator, value)));
}

/** What equals or begins with a text also contains it. */
function holds(part: ImagePart, wide: ImageOperator, other: string, narrow: ImageOperator, value: string): boolean {
  if (wide === narrow && other === value) return true;
  const isRegistry = part === "imageRegistry";
  // A registry equals what is below it too; a value without a / is compared with the host alone.
  if (wide === "equals") return isRegistry && narrow === "equals" && value.startsWith(`${other}/`);
  const compared = isRegistry && !other.includes("/") ? (value.split("/", 1)[0] ?? "") : value;
  return wide === "startsWith" ? narrow !== "contains" && compared.startsWith(other) : compared.includes(other);
}

/** Parts of a policy are never changed in place, so the text of each is made once. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  const known = texts.get(value) ?? stableStringify(value);
  texts.set(value, known);
  return known;
}
