import { pageHtml } from "../exchange/page/html.ts";
import { policyPage, type PageSection } from "../exchange/page/page.ts";
import { byCodeUnit } from "../kernel/stable.ts";
import type { BundleContents, BundledPolicy } from "./contents.ts";
import type { ScanNote } from "./scanNote.ts";
import type { BundleTerms } from "./statement.ts";

/** A bundle as one page that people read before they sign. HTML, without scripts or anything to load. */
export function contentsPage({ name, policies, rulesets, attestors, absent, scan }: BundleContents, terms: BundleTerms): string {
  const sorted = policies.toSorted((a, b) => byCodeUnit(a.policy.name, b.policy.name));
  return pageHtml({
    title: `Policy bundle ${name}, version ${terms.version}`,
    facts: [
      ["Bundle", terms.bundleId],
      ["Issued", terms.issuedAt],
      ["Expires", terms.expires],
      ["Meant for", terms.audience.length === 0 ? "any place" : terms.audience.join(", ")],
      ["Follows", terms.previous ? `version ${terms.previous.version}, SHA-256 ${terms.previous.sha256}` : "nothing: it is the first"],
      ["Policies", sorted.map(({ policy, version }) => `${policy.name} (version ${version})`).join(", ")],
      ["Rulesets", namesOf(rulesets)],
      ["Attestors", namesOf(attestors)],
      ...(absent.length > 0 ? ([["Named, not in it", absent.join(", ")]] as [string, string][]) : []),
      ...(scan ? ([["Designed against", scanText(scan)]] as [string, string][]) : []),
    ],
    sections: sorted.flatMap(policySections),
  });
}

function namesOf(objects: readonly { name: string }[]): string {
  return objects.length === 0 ? "none" : objects.map((one) => one.name).toSorted(byCodeUnit).join(", ");
}

function policySections({ policy, version, saved, author }: BundledPolicy): PageSection[] {
  const page = policyPage(policy, { version, saved, author });
  const facts = page.facts.filter(([, value]) => value !== "").map(([label, value]) => `${label}: ${value}`);
  return [{ title: policy.name, notes: facts, rules: [], exceptions: [] }, ...page.sections.map((section) => ({ ...section, title: `${policy.name}: ${section.title}` }))];
}

function scanText({ policy, policyVersion, finished, verdicts, workloads, examined, notExamined }: ScanNote): string {
  const { block, log, unknown, allow } = verdicts;
  return `a scan with ${policy}, version ${policyVersion}, of ${finished}: ${workloads} workloads, of which ${block} Block, ${log} Log, ${unknown} not decidable, ${allow} allowed; ${examined} objects examined, ${notExamined} not`;
}
