import type { Policy } from "../../model/policy.ts";
import type { PolicyExport } from "../formats.ts";
import { pageHtml } from "./html.ts";
import { policyPage, type PageFacts } from "./page.ts";
import { pageText } from "./text.ts";

export type PageFormat = "html" | "text";

/** A policy as one readable page for somebody who does not use Sallyport. */
export function writePolicyPage(policy: Policy, facts: PageFacts, format: PageFormat): PolicyExport {
  const page = policyPage(policy, facts);
  return format === "html" ? { fileName: `${policy.name}.html`, text: pageHtml(page), lossy: [] } : { fileName: `${policy.name}.txt`, text: pageText(page), lossy: [] };
}
