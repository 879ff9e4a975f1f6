import { describe, expect, it } from "vitest";
import { ResultTable } from "../../../shared/audit/index.ts";
import type { RunOptions } from "../../../shared/audit/index.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";
import { judge, policyOf, rule } from "../../support/judging.ts";

const BAD = container({ securityContext: { privileged: true } });
const GOOD = container();
const POLICY = policyOf(rule("privileged", { mitigation: "isolate" }));

function outlookOf(objects: unknown[], policy: Policy = POLICY, options: Partial<RunOptions> = {}, before: string[] = []) {
  const table = new ResultTable(judge(objects, policy, options), before);
  const { restart, continuous } = table.row(0);
  return { restart, continuous };
}
const workload = (template: unknown, running: unknown, sidecars: unknown[] = []) => [
  controller({ name: "cart", containers: [template as never] }),
  pod({ name: "cart-1", owner: ownedBy("Deployment", "cart"), containers: [running, ...sidecars] as never }),
];

describe("what would not come back", () => {
  it("names why a workload that runs would be refused", () => {
    expect(outlookOf(workload(BAD, GOOD)).restart).toEqual(["template"]);
    expect(outlookOf(workload(BAD, BAD)).restart).toEqual(["policy"]);
    const proxy = container({ name: "proxy", securityContext: { privileged: true } });
    expect(outlookOf(workload(GOOD, GOOD, [proxy])).restart).toEqual(["sidecar"]);
    expect(outlookOf(workload(BAD, BAD), POLICY, {}, ["shop"]).restart).toEqual(["namespace"]);
  });

  it("is silent where nothing runs, where a restart cures, and where nothing is enforced", () => {
    expect(outlookOf([controller({ containers: [BAD] })]).restart).toBeUndefined();
    expect(outlookOf(workload(GOOD, BAD)).restart).toBeUndefined();
    expect(outlookOf(workload(BAD, BAD), POLICY, { excludedNamespaces: ["shop"] })).toEqual({ restart: undefined, continuous: undefined });
  });

  it("does not take an ephemeral container for one that admission adds", () => {
    const debugged = pod({ name: "cart-1", owner: ownedBy("Deployment", "cart"), spec: { ephemeralContainers: [container({ name: "debug", securityContext: { privileged: true } })] } });
    expect(outlookOf([controller(), debugged]).restart).toBeUndefined();
  });

  it("blames an exception only when it has expired and would have let the workload start", () => {
    const exception = (expires: string, values: string[]): Policy => ({
      ...POLICY,
      cluster: { ...POLICY.cluster, exceptions: [{ type: "imageRegistry", operator: "equals", values, expires }] },
    });
    const past = "2026-11-01T00:00:00Z";
    expect(outlookOf(workload(BAD, BAD), exception(past, ["registry.example.com"])).restart).toEqual(["exception"]);
    expect(outlookOf(workload(BAD, BAD), exception(past, ["elsewhere.example"])).restart).toEqual(["policy"]);
    expect(outlookOf(workload(BAD, BAD), exception("2027-01-01T00:00:00Z", ["registry.example.com"])).restart).toBeUndefined();
  });
});

describe("what Continuous would stop", () => {
  it("judges the running pods by the Continuous actions, the strictest first", () => {
    const policy = policyOf(rule("privileged", { mitigation: "isolate" }), rule("hostNetwork", { mitigation: "terminate" }));
    expect(outlookOf(workload(GOOD, BAD), policy).continuous).toBe("isolate");
    const onHost = pod({ name: "cart-1", owner: ownedBy("Deployment", "cart"), containers: [BAD], spec: { hostNetwork: true } });
    expect(outlookOf([controller(), onHost], policy).continuous).toBe("terminate");
    expect(outlookOf(workload(BAD, GOOD), policy).continuous).toBeUndefined();
    expect(outlookOf(workload(GOOD, BAD), policyOf(rule("privileged"))).continuous).toBeUndefined();
  });

  it("is counted and filtered by", () => {
    const table = new ResultTable(judge([...workload(BAD, BAD), controller({ name: "idle", containers: [BAD] })], POLICY));
    expect(table.outlook()).toEqual({ wouldNotComeBack: 1, restart: { template: 0, sidecar: 0, namespace: 0, exception: 0, policy: 1 }, isolate: 1, terminate: 0 });
    const shown = (filter: object) => [...table.select(filter, "name", false).rows];
    expect(shown({ continuous: ["isolate"] })).toEqual([0]);
    expect(shown({ restart: ["template"] })).toEqual([]);
    expect(shown({ restart: ["policy", "template"] })).toEqual([0]);
  });
});
