import type { PageFormat, PolicyFormat } from "../../../../shared/ipc/types.ts";
import { FORMAT_TITLES } from "../../documents/index.ts";

/** What a policy can be written as: documents that programs read, and pages that people read. */
export type ExportFormat = PolicyFormat | PageFormat;

export const EXPORT_FORMATS: { format: ExportFormat; title: string; about: string }[] = [
  { format: "sallyport", title: FORMAT_TITLES.sallyport, about: "Everything, losing nothing" },
  { format: "custom-resource", title: FORMAT_TITLES["custom-resource"], about: "ClusterPolicy (YAML) for policy as code" },
  { format: "api", title: FORMAT_TITLES.api, about: "As the product's API takes it" },
  { format: "terraform", title: FORMAT_TITLES.terraform, about: "A resource of the vendor's provider" },
  { format: "html", title: "Readable page", about: "HTML that prints, for an auditor" },
  { format: "text", title: "Readable text", about: "The same page as plain text" },
];

/** Whether it is a page for people: it loses nothing they would miss, and is not read back. */
export function isPage(format: ExportFormat): format is PageFormat {
  return format === "html" || format === "text";
}
