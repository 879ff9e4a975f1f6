/** Source: the vendor's Helm chart 3.x, `templates/{clusterpolicy,runtimeruleset,customruleset,attestor}.yaml`. */
export const KINDS = { policy: "ClusterPolicy", ruleset: "RuntimeRuleset", customRuleset: "CustomRuleset", attestor: "Attestor" } as const;
export const API_VERSION = "container-security.trendmicro.com/v1alpha1";

/** The current API group, and those of earlier charts. Other products have a ClusterPolicy too. */
const GROUPS = ["container-security.trendmicro.com", "visionone.trendmicro.com", "cloudone.trendmicro.com"];

/** Whether an `apiVersion` belongs to the product. */
export function isVendorApiVersion(apiVersion: string): boolean {
  return GROUPS.some((group) => apiVersion.startsWith(`${group}/`));
}

/** Carry what a custom resource has no field for; the product ignores them. */
export const NAME_ANNOTATION = "sallyport/name";
export const DESCRIPTION_ANNOTATION = "sallyport/description";
/** On a policy: `resource name=name` of attestors, separated by spaces, where the two differ. */
export const ATTESTORS_ANNOTATION = "sallyport/attestors";
