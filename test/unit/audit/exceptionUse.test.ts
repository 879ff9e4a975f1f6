import { describe, expect, it } from "vitest";
import { exceptionIdentity, exceptionUses } from "../../../shared/audit/index.ts";
import type { Policy, PolicyException } from "../../../shared/model/policy.ts";
import { judge, policyOf, rule } from "../../support/judging.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";

const PRIVILEGED = { privileged: true };
const exception = (change: Partial<PolicyException> = {}): PolicyException => ({ type: "imagePath", operator: "startsWith", values: ["registry.example.com/agents/"], ...change });
const withExceptions = (...exceptions: PolicyException[]): Policy => {
  const policy = policyOf(rule("privileged"));
  return { ...policy, cluster: { ...policy.cluster, exceptions } };
};
const agent = (name: string, namespace = "shop", image = "registry.example.com/agents/node:1") => pod({ name, namespace, containers: [container({ image, securityContext: PRIVILEGED })] });

describe("what an exception does on the data", () => {
  it("counts the workloads it excuses, those that need it, and names their images", () => {
    const uses = exceptionUses(judge([agent("a"), agent("b", "data", "registry.example.com/agents/disk:2"), pod({ name: "c" })], withExceptions(exception())));
    expect(uses).toEqual([
      {
        key: "cluster/0", definition: "cluster", index: 0, state: "used", workloads: 2, needed: 2, imageCount: 2,
        namespaces: ["data", "shop"], namespaceCount: 2,
        images: ["registry.example.com/agents/node:1", "registry.example.com/agents/disk:2"],
      },
    ]);
  });

  it("is unused where nothing that it matches violates anything", () => {
    const harmless = pod({ name: "a", containers: [container({ image: "registry.example.com/agents/node:1" })] });
    expect(exceptionUses(judge([harmless], withExceptions(exception())))).toMatchObject([{ state: "unused", workloads: 0, needed: 0, images: [] }]);
  });

  it("is not needed where another one excuses the same, or where the workload is blocked anyway", () => {
    const twice = withExceptions(exception(), exception({ type: "imageName", operator: "equals", values: ["agents/node"] }));
    expect(exceptionUses(judge([agent("a")], twice))).toMatchObject([{ state: "used", workloads: 1, needed: 0 }, { state: "unused" }]);
    const mixed = pod({ name: "m", containers: [container({ image: "registry.example.com/agents/node:1", securityContext: PRIVILEGED }), container({ name: "other", securityContext: PRIVILEGED })] });
    expect(exceptionUses(judge([mixed], withExceptions(exception())))).toMatchObject([{ workloads: 1, needed: 0 }]);
  });

  it("counts a workload with its pods once, and none where nothing is enforced", () => {
    const containers = [container({ image: "registry.example.com/agents/node:1", securityContext: PRIVILEGED })];
    const objects = [
      controller({ kind: "DaemonSet", name: "agent", containers }),
      pod({ name: "agent-1", containers, owner: ownedBy("DaemonSet", "agent") }),
      pod({ name: "agent-2", containers, owner: ownedBy("DaemonSet", "agent") }),
      agent("excluded", "kube-system"),
    ];
    expect(exceptionUses(judge(objects, withExceptions(exception())))).toMatchObject([{ workloads: 1, needed: 1 }]);
  });

  it("says which are expired or off", () => {
    const policy = withExceptions(exception({ expires: "2026-01-01T00:00:00Z" }), exception({ enabled: false }), exception({ values: [] }), exception({ expires: "2030-01-01T00:00:00Z" }));
    expect(exceptionUses(judge([agent("a")], policy)).map(({ state, expires }) => [state, expires])).toEqual([
      ["expired", "2026-01-01T00:00:00Z"], ["off", undefined], ["off", undefined], ["used", "2030-01-01T00:00:00Z"],
    ]);
  });

  it("keeps those of a namespaced definition apart, and counts an inherited one where it is inherited", () => {
    const policy: Policy = {
      ...withExceptions(exception()),
      namespaced: [{ name: "Own", namespaces: ["own"], exceptions: [exception()] }, { name: "Heir", namespaces: ["heir"], rules: [rule("privileged", { action: "log" })] }],
    };
    const uses = exceptionUses(judge([agent("a", "own"), agent("b", "heir"), agent("c", "shop")], policy));
    expect(uses.map(({ key, workloads, needed }) => [key, workloads, needed])).toEqual([["cluster/0", 2, 2], ["Own/0", 1, 1]]);
  });

  it("needs all containers for a rule about the pod", () => {
    const policy: Policy = { ...policyOf(rule("hostNetwork")), cluster: { rules: [rule("hostNetwork")], exceptions: [exception(), exception({ values: ["registry.example.com/side/"] })] } };
    const both = pod({ name: "p", spec: { hostNetwork: true }, containers: [container({ image: "registry.example.com/agents/node:1" }), container({ name: "side", image: "registry.example.com/side/car:1" })] });
    const [first] = exceptionUses(judge([both], policy));
    expect(first).toMatchObject({ workloads: 1, needed: 1, images: ["registry.example.com/agents/node:1"] });
  });

  it("is the same exception while it excuses the same, whoever answers for it and wherever it stands in its list", () => {
    const one = exception({ values: ["b", "a"], owner: "Ada" });
    expect(exceptionIdentity("cluster", one)).toBe(exceptionIdentity("cluster", exception({ values: ["a", "b"], expires: "2030-01-01T00:00:00Z", enabled: false })));
    expect(new Set([exceptionIdentity("cluster", one), exceptionIdentity("Own", one), exceptionIdentity("cluster", { ...one, operator: "equals" }), exceptionIdentity("cluster", { ...one, namespaces: ["x"] })]).size).toBe(4);
  });
});
