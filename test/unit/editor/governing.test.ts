import { expect, it } from "vitest";
import { governingOf } from "../../../renderer/features/editor/logic/governing.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { policyOf, rule } from "../../support/judging.ts";

const policy: Policy = {
  ...policyOf(rule("privileged"), rule("hostPID", { namespaces: ["shop"] }), rule("hostIPC", { enabled: false })),
  namespaced: [
    { name: "Payments", namespaces: ["pay"], rules: [rule("hostNetwork")] },
    { name: "Sandbox", namespaces: ["box"], exceptions: [{ type: "imageTag", operator: "equals", values: ["x"], enabled: false }] },
  ],
};

it("a namespace is governed by the definition that names it, else Cluster-wide, with what holds there", () => {
  const none = { isInherited: false, count: 0, elsewhere: 0 };
  expect(governingOf(policy, "pay")).toEqual({ place: 0, name: "Payments", rules: { ...none, count: 1 }, exceptions: { ...none, isInherited: true } });
  expect(governingOf(policy, "box")).toEqual({ place: 1, name: "Sandbox", rules: { isInherited: true, count: 1, elsewhere: 1 }, exceptions: none });
  expect(governingOf(policy, "shop")).toEqual({ place: "cluster", name: "Cluster-wide", rules: { ...none, count: 2 }, exceptions: none });
});
