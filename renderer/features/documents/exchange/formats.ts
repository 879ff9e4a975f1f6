import type { DocumentFormat } from "../../../../shared/ipc/types.ts";

/** The formats in which documents are written, in words. */
export const FORMAT_TITLES: Record<DocumentFormat, string> = {
  sallyport: "Sallyport document",
  "custom-resource": "Custom resource",
  api: "API JSON",
  terraform: "Terraform",
};
