import type { PolicyFormat } from "../../../../shared/ipc/types.ts";

/** The formats in which a policy can be written, in words. */
export const FORMATS: { format: PolicyFormat; title: string; about: string }[] = [
  { format: "sallyport", title: "Sallyport document", about: "Everything, losing nothing" },
  { format: "custom-resource", title: "Custom resource", about: "ClusterPolicy (YAML) for policy as code" },
  { format: "api", title: "API JSON", about: "As the product's API takes it" },
];
