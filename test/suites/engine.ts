import { InventoryBuilder } from "../../shared/audit/builder.ts";
import { Judgement } from "../../shared/audit/judge.ts";
import type { Finding } from "../../shared/model/finding.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { OracleFinding, OracleOptions, OracleResult } from "../support/oracle/oracle.ts";

/** The product's judgement of one object in the oracle's terms, with the findings as they are reported. */
export function askEngine(object: unknown, policy: Policy, options: OracleOptions): OracleResult & { reported: readonly Finding[] } {
  const builder = new InventoryBuilder({ namespace: options.defaultNamespace });
  for (const [name, labels] of Object.entries(options.namespaceLabels)) {
    builder.object({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }, { file: "namespaces", index: 0 });
  }
  const place = builder.object(object, { file: "object", index: 0 });
  if (place === undefined) throw new Error("The object under test is not a workload.");
  const inventory = builder.inventory();
  const judged = inventory.objects.at(place);
  if (!judged) throw new Error("The inventory does not hold the object under test.");

  const judgement = new Judgement(inventory, policy, {
    phase: options.phase,
    unsetFields: options.unset,
    trustedDigests: options.trustedDigests,
    now: Date.parse(options.at),
    excludedNamespaces: options.excludedNamespaces,
  });
  const { verdict, wouldBe } = judgement.verdictOf(judged);
  const reported = judgement.findingsOf(judged);
  const findings = reported.map(inOracleTerms);
  return verdict === "excluded" ? { verdict, wouldBe, findings, reported } : { verdict, findings, reported };
}

function inOracleTerms(finding: Finding): OracleFinding {
  return {
    status: finding.status,
    type: finding.rule.type,
    index: finding.rule.index,
    definition: finding.rule.definition,
    container: finding.container && `${finding.container.kind}/${finding.container.name}`,
    basis: finding.basis,
    excused: finding.excusedBy !== undefined,
  };
}

/** What is compared: verdicts, and the set of findings by what they say, not by how often or in which order. */
export function essence({ verdict, wouldBe, findings }: OracleResult): { verdict: string; wouldBe: string | undefined; findings: string[] } {
  const lines = findings.map(
    ({ status, type, index, definition, container, basis, excused }) =>
      `${definition}[${index}] ${type} on ${container ?? "pod"}: ${status === "violation" ? basis : status}${excused ? ", excused" : ""}`,
  );
  return { verdict, wouldBe, findings: [...new Set(lines)].sort() };
}
