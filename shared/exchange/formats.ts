/** Formats in which a policy can be written. */
export type PolicyFormat = "sallyport" | "custom-resource" | "api";

export interface PolicyExport {
  fileName: string;
  text: string;
  /** What the format cannot carry, in words. */
  lossy: string[];
}
