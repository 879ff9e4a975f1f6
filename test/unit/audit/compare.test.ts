import { describe, expect, it } from "vitest";
import { JudgementComparison, policyChange, scanChange } from "../../../shared/audit/compare.ts";
import type { CompareQuery } from "../../../shared/audit/compare.ts";
import { Judgement, ResultTable } from "../../../shared/audit/index.ts";
import type { GroupBy } from "../../../shared/audit/results.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { container, controller, pod } from "../../support/objects.ts";
import { inventoryOf, policyOf, rule, RUN } from "../../support/judging.ts";

const BAD = container({ securityContext: { privileged: true } });
const OLD = container({ image: "quay.io/shop/web:latest" });
const BEFORE = [
  controller({ name: "cart" }), controller({ name: "agent", namespace: "infra", containers: [BAD] }),
  controller({ name: "web", containers: [OLD] }), controller({ name: "gone" }),
];
const AFTER = [
  controller({ name: "cart", containers: [BAD] }), controller({ name: "agent", namespace: "infra" }),
  controller({ name: "web", containers: [OLD] }), controller({ name: "new", containers: [OLD] }), pod({ name: "ended", phase: "Failed", containers: [BAD] }),
];
const LOGS = policyOf(rule("privileged", { action: "log" }));
const BLOCKS = policyOf(rule("privileged"), rule("imageTag", { action: "log" }));

const tableOf = (objects: unknown[], policy: Policy) => new ResultTable(new Judgement(inventoryOf(objects), policy, RUN));
const QUERY: CompareQuery = { changes: [], filter: {}, by: { what: "namespace" }, offset: 0, limit: 100 };

describe("two policies on the same data", () => {
  const comparison = JudgementComparison.ofPolicies(tableOf(AFTER, LOGS), tableOf(AFTER, BLOCKS));

  it("tells what is newly blocked and logged, and by which rule", () => {
    const { rows, counts, total } = comparison.page(QUERY);
    expect(rows.map(({ change, name, before, after, why }) => [change, name, before, after, why])).toEqual([
      ["newlyBlocked", "cart", "log", "block", ["+ block privileged containers", "− log privileged containers"]],
      ["newlyLogged", "new", "allow", "log", ["+ log images with tags that equal “latest”"]],
      ["newlyLogged", "web", "allow", "log", ["+ log images with tags that equal “latest”"]],
    ]);
    expect(total).toBe(3);
    expect(counts).toMatchObject({ newlyBlocked: 1, newlyLogged: 2, unchanged: 1 });
  });

  it("keeps counts and groups when one change is chosen, and pages", () => {
    const page = comparison.page({ ...QUERY, changes: ["newlyLogged"], offset: 1, limit: 1 });
    expect(page).toMatchObject({ total: 2, counts: { newlyBlocked: 1 }, groups: [{ key: "shop", total: 3 }] });
    expect(page.rows.map(({ name }) => name)).toEqual(["web"]);
    expect(comparison.page({ ...QUERY, changes: ["unchanged"] }).rows.map(({ name }) => name)).toEqual(["agent"]);
  });

  it("groups by image and by rule, and filters both sides", () => {
    const keys = (by: GroupBy) => comparison.page({ ...QUERY, by }).groups.map(({ key, total }) => `${key} ${total}`);
    expect(keys({ what: "image" })).toEqual(["quay.io/shop/web:latest 2", "registry.example.com/team/app:1.2 1"]);
    expect(keys({ what: "rule" })).toEqual(["+ log images with tags that equal “latest” 2", "+ block privileged containers 1", "− log privileged containers 1"]);
    expect(comparison.page({ ...QUERY, filter: { namespaces: ["infra"] } })).toMatchObject({ total: 0, counts: { unchanged: 1, newlyBlocked: 0 } });
  });

  it("says so when no rule explains the change", () => {
    const excusing: Policy = { ...BLOCKS, cluster: { ...BLOCKS.cluster, exceptions: [{ type: "imageTag", operator: "equals", values: ["1.2"] }] } };
    const eased = JudgementComparison.ofPolicies(tableOf(AFTER, BLOCKS), tableOf(AFTER, excusing)).page(QUERY);
    expect(eased.rows.map(({ change, why }) => [change, why])).toEqual([["newlyAllowed", ["− block privileged containers"]]]);
  });
});

describe("two scans", () => {
  it("tells what appeared, disappeared, got worse and better", () => {
    const { rows, counts } = JudgementComparison.ofScans(tableOf(BEFORE, BLOCKS), tableOf(AFTER, BLOCKS)).page(QUERY);
    expect(rows.map(({ change, name, before, after }) => [change, name, before, after])).toEqual([
      ["worse", "cart", "allow", "block"],
      ["appeared", "new", undefined, "log"],
      ["better", "agent", "block", "allow"],
      ["disappeared", "gone", "allow", undefined],
    ]);
    expect(counts).toMatchObject({ worse: 1, better: 1, appeared: 1, disappeared: 1, unchanged: 1 });
  });
});

describe("changes", () => {
  it("compare where nothing is enforced as nothing in the way", () => {
    expect([scanChange("excluded", "block"), scanChange("excluded", "allow"), scanChange("unknown", "log"), scanChange("log", "unknown")]).toEqual(["worse", "unchanged", "worse", "better"]);
    expect([policyChange("block", "block"), policyChange("block", "excluded"), policyChange("allow", "unknown")]).toEqual(["unchanged", "newlyExcluded", "newlyUndecidable"]);
  });
});
