import { describe, expect, test } from "vitest";
import { RULES } from "../../shared/rules/index.ts";
import { consultOracle } from "../support/oracle/oracle.ts";
import { askEngine, essence } from "./engine.ts";
import { readSuites } from "./suiteFile.ts";

const suites = readSuites(import.meta.dirname);

describe.each(suites)("$file", ({ cases }) => {
  test.each(cases)("$name", (one) => {
    const expected = essence({ ...one, verdict: one.verdict as never, wouldBe: one.wouldBe as never });
    const judged = askEngine(one.object, one.policy, one.options);
    expect(essence(judged)).toEqual(expected);
    for (const { rule, ...place } of one.places) {
      const reported = judged.reported.filter((finding) => finding.rule.index === rule);
      expect(reported).toContainEqual(expect.objectContaining(place));
    }
    // The oracle serves as a measure elsewhere: it has to give the expected outcome as well.
    expect(essence(consultOracle(one.object, one.policy, one.options))).toEqual(expected);
  });
});

test("every rule type of the catalogue has a suite, with cases that use it", () => {
  const types = RULES.map(({ type }) => type);
  expect(types.filter((type) => !suites.some(({ covers }) => covers.includes(type)))).toEqual([]);
  expect(suites.flatMap(({ covers }) => covers).filter((type) => !types.includes(type))).toEqual([]);
  for (const { file, covers, cases } of suites) {
    for (const type of covers) {
      const used = cases.filter(({ policy }) => policy.cluster.rules.some((rule) => rule.type === type));
      expect(used.length, `cases of ${type} in ${file}`).toBeGreaterThan(3);
    }
  }
});

test("every rule type that judges is violated, or undecided, in some case and passes in another", () => {
  const cases = suites.flatMap((suite) => suite.cases);
  for (const { type, judge } of RULES) {
    if (judge.scope === "never") continue;
    expect(cases.some(({ findings }) => findings.some((finding) => finding.type === type)), `${type} found`).toBe(true);
    const silent = ({ policy, findings }: (typeof cases)[number]) =>
      policy.cluster.rules.some((rule) => rule.type === type) && !findings.some((finding) => finding.type === type);
    expect(cases.some(silent), `${type} passed`).toBe(true);
  }
});
