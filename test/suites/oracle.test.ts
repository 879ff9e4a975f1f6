import * as fc from "fast-check";
import { expect, test } from "vitest";
import { workload } from "../support/oracle/arbitraryObjects.ts";
import { options, policy } from "../support/oracle/arbitraryPolicies.ts";
import { consultOracle } from "../support/oracle/oracle.ts";
import { askEngine, essence } from "./engine.ts";

const RUNS = 8000;

test("the engine judges any object by any policy as the oracle does", () => {
  fc.assert(
    fc.property(workload, policy, options, (object, chosen, given) => {
      const before = JSON.stringify([object, chosen]);
      expect(essence(askEngine(object, { ...chosen, unsetFields: given.unset }, given))).toEqual(essence(consultOracle(object, chosen, given)));
      expect(JSON.stringify([object, chosen])).toBe(before);
    }),
    { numRuns: RUNS },
  );
}, 60_000);

/** A comparison of empty results would prove nothing: the generators have to reach every kind of outcome. */
test("the generated cases reach every verdict, basis and status", () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const [object, chosen, given] of fc.sample(fc.tuple(workload, policy, options), { numRuns: 1500, seed: 1 })) {
    const result = consultOracle(object, chosen, given);
    count(`verdict ${result.verdict}`);
    if (result.wouldBe) count(`would be ${result.wouldBe}`);
    for (const finding of result.findings) {
      count(`rule ${finding.type}`);
      count(finding.status === "violation" ? `basis ${finding.basis}` : finding.status);
      count(finding.excused ? "excused" : "counted");
      count(finding.definition === "cluster" ? "cluster" : "namespaced");
      count(finding.container?.split("/")[0] ?? "pod");
    }
  }
  const rare = [
    "verdict block", "verdict log", "verdict unknown", "verdict allow", "verdict excluded", "would be block", "would be log", "would be unknown", "would be allow",
    "basis explicit", "basis unset", "basis implied", "not-decidable", "excused", "counted", "cluster", "namespaced", "container", "init", "ephemeral", "pod",
    "rule imageRegistry", "rule imageName", "rule imageTag", "rule imagePath", "rule containerCapabilities", "rule verifyImages",
  ].filter((what) => (seen.get(what) ?? 0) < 10);
  expect(rare).toEqual([]);
});
