import { describe, expect, it } from "vitest";
import { namespaceVerdicts, planRollout, wavePolicy } from "../../../shared/audit/rollout.ts";
import type { RolloutPoint } from "../../../shared/audit/results.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { container, controller, pod } from "../../support/objects.ts";
import { judge, policyOf, rule } from "../../support/judging.ts";

const POLICY = policyOf(rule("privileged", { mitigation: "terminate" }), rule("imageTag", { action: "log" }));
const NOW = Date.parse("2026-11-24T12:00:00Z");

const point = (taken: string, blocks: Record<string, number>): RolloutPoint => ({
  taken, name: taken, namespaces: Object.entries(blocks).map(([namespace, block]) => ({ namespace, workloads: 5, block, log: 0, unknown: 0 })),
});
const POINTS = [
  point("2026-11-23T00:00:00Z", { shop: 0, lab: 0, old: 2, fresh: 0 }),
  point("2026-11-01T00:00:00Z", { shop: 0, lab: 3, old: 1, gone: 1 }),
  point("2026-11-12T00:00:00Z", { shop: 0, lab: 1, old: 0 }),
];

describe("a rollout plan", () => {
  const plan = planRollout({ policy: POLICY, points: POINTS, quietDays: 14, now: NOW });

  it("knows since when each namespace of the newest data has been quiet", () => {
    expect(plan.namespaces.map(({ namespace, quietSince, quietScans, block, scans }) => [namespace, quietSince?.slice(0, 10), quietScans, block, scans])).toEqual([
      ["shop", "2026-11-01", 3, 0, 3], ["fresh", "2026-11-23", 1, 0, 1], ["lab", "2026-11-23", 1, 0, 3], ["old", undefined, undefined, 2, 3],
    ]);
  });

  it("goes from logging to blocking, the long quiet first, and says how to go back", () => {
    expect(plan.waves.map(({ title, namespaces }) => [title, namespaces])).toEqual([
      ["Log everywhere", []],
      ["Block where it has been quiet for 14 days", ["shop"]],
      ["Block where it has been quiet for less", ["fresh", "lab"]],
      ["Block where workloads are still to be corrected", ["old"]],
      ["The policy as it is", []],
    ]);
    expect(plan.waves[2]?.enter).toContain("fresh: quiet until 2026-12-07, then ready.");
    expect(plan.waves[3]?.enter).toEqual(["old: 2 to correct or to except."]);
    expect(plan.waves[2]?.back).toContain("Block where it has been quiet for 14 days");
    expect(plan.waves.at(-1)?.policy).toEqual(POLICY);
  });

  it("has no waves without data", () => {
    expect(planRollout({ policy: POLICY, points: [], quietDays: 14, now: NOW })).toMatchObject({ namespaces: [], waves: [] });
  });
});

describe("the policy of a wave", () => {
  const bad = (namespace: string) => controller({ name: namespace, namespace, containers: [container({ securityContext: { privileged: true } })] });
  const namespaced: Policy = {
    ...POLICY,
    namespaced: [
      { name: "strict", namespaces: ["pay", "bank"], rules: [rule("privileged")] },
      { name: "eased", namespaces: ["lab", "test"], exceptions: [{ type: "imageTag", operator: "equals", values: ["none"] }] },
    ],
  };
  const OBJECTS = ["shop", "other", "pay", "bank", "lab", "test"].map(bad);

  it.each([
    ["in none", [], { shop: "log", other: "log", pay: "log", bank: "log", lab: "log", test: "log" }],
    ["in some", ["shop", "pay", "lab"], { shop: "block", other: "log", pay: "block", bank: "log", lab: "block", test: "log" }],
    ["in all of a definition", ["pay", "bank"], { shop: "log", other: "log", pay: "block", bank: "block", lab: "log", test: "log" }],
  ])("blocks %s", (_, blockIn, expected) => {
    const policy = wavePolicy(namespaced, blockIn);
    expect(Object.fromEntries(judge(OBJECTS, policy).workloads().map(({ workload, verdict }) => [workload.namespace, verdict]))).toEqual(expected);
    expect(validatePolicy(policy)).toEqual([]);
  });

  it("neither isolates nor terminates where it does not block, and keeps what only logs", () => {
    const { cluster } = wavePolicy(POLICY, ["shop"]);
    expect(cluster.rules.map(({ action, mitigation }) => [action, mitigation])).toEqual([["log", "log"], ["log", "log"]]);
    expect(wavePolicy(POLICY, ["shop"]).namespaced[0]?.rules).toEqual(POLICY.cluster.rules);
  });

  it("finds names that are free", () => {
    const taken: Policy = { ...POLICY, namespaced: [{ name: "rollout", namespaces: ["a", "b"], rules: [] }] };
    expect(wavePolicy(taken, ["a", "shop"]).namespaced.map(({ name, namespaces }) => [name, namespaces])).toEqual([["rollout", ["a"]], ["rollout_log", ["b"]], ["rollout_2", ["shop"]]]);
  });
});

describe("verdicts by namespace", () => {
  it("leave out what has finished and where nothing is enforced", () => {
    const bad = container({ securityContext: { privileged: true } });
    const objects = [
      controller({ name: "a", containers: [bad] }), controller({ name: "b", containers: [container({ image: "x" })] }),
      pod({ name: "ended", phase: "Failed", containers: [bad] }), controller({ name: "dns", namespace: "kube-system", containers: [bad] }),
    ];
    expect(namespaceVerdicts(judge(objects, POLICY))).toEqual([{ namespace: "shop", workloads: 2, block: 1, log: 1, unknown: 0 }]);
  });
});
