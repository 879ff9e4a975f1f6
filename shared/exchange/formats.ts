/** Formats in which policies, rulesets and attestors are read and written. */
export type DocumentFormat = "sallyport" | "custom-resource" | "api" | "terraform";

export type PolicyFormat = DocumentFormat;
export type RulesetFormat = DocumentFormat;
/** The vendor's Terraform provider knows no attestors. */
export type AttestorFormat = Exclude<DocumentFormat, "terraform">;

export interface PolicyExport {
  fileName: string;
  text: string;
  /** What the format cannot carry, in words. */
  lossy: string[];
  /** What is written under another name or in another form and comes back as it was, in words. */
  notes?: string[];
}
