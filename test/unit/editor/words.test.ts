import { describe, expect, it } from "vitest";
import { daysLeft, exceptionText, exceptionsText, expiryOf } from "../../../renderer/features/editor/logic/exceptions.ts";
import { changeText } from "../../../renderer/features/editor/logic/impactNumbers.ts";
import { isWithin } from "../../../renderer/features/editor/logic/issues.ts";
import type { PolicyException } from "../../../shared/model/policy.ts";
import { counts } from "../../support/windowData.ts";
import { impact } from "../../support/impactData.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const exception = (some: Partial<PolicyException> = {}): PolicyException => ({ type: "imageRegistry", operator: "equals", values: ["a", "b"], ...some });

describe("exceptions", () => {
  it("read as the console's sentence", () => {
    expect(exceptionText(exception())).toBe("Allow images from registries with names that equal “a” or “b”");
  });

  it("say how many there are and which end", () => {
    expect(exceptionsText([], true, NOW)).toBe("0 + trusted images");
    const some = [exception({ expires: "2026-11-30T23:59:59Z" }), exception({ expires: "2026-11-01T00:00:00Z" }), exception({ expires: "2028-01-01T00:00:00Z" })];
    expect(exceptionsText(some, false, NOW)).toBe("3 · 1 expired · 1 expires in 6 days");
    expect(daysLeft(exception({ expires: "not a time" }), NOW)).toBeUndefined();
  });

  it("last to the end of the chosen day", () => {
    expect([expiryOf("2026-12-31"), expiryOf("")]).toEqual(["2026-12-31T23:59:59Z", undefined]);
  });
});

describe("what the draft changes", () => {
  it("is said with signs, against the saved version", () => {
    const change = { base: 7, added: counts({ block: 19, log: 1 }), removed: counts({ log: 4, allow: 16 }) };
    expect(changeText(impact({ change, changedTotal: 20 }))).toBe("+19 block, −3 log since v7");
    expect(changeText(impact({ change: { ...change, added: counts(), removed: counts() }, changedTotal: 0 }))).toBe("No workload changes against v7.");
    expect(changeText(impact({}))).toBe("Nothing is saved yet to compare with.");
  });
});

it("paths lie within their container, not beside it", () => {
  expect(isWithin("cluster.rules[1].action", "cluster.rules[1]")).toBe(true);
  expect(isWithin("cluster.rules[10].action", "cluster.rules[1]")).toBe(false);
  expect(isWithin("cluster.rules[1]", "cluster.rules")).toBe(true);
});
