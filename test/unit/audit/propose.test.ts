import { describe, expect, it } from "vitest";
import { proposeExceptions, withExceptions } from "../../../shared/audit/propose.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { container, controller } from "../../support/objects.ts";
import { judge, policyOf, rule } from "../../support/judging.ts";

const bad = (image: string, name = "app") => container({ name, image, securityContext: { privileged: true } });
const OBJECTS = [
  controller({ name: "a", containers: [bad("quay.io/shop/cart:1")] }),
  controller({ name: "b", containers: [bad("quay.io/shop/cart:2"), container({ name: "fine", image: "quay.io/other/x:1" })] }),
  controller({ name: "c", namespace: "lab", containers: [bad("quay.io/shop/cart:1")] }),
  controller({ name: "d", namespace: "lab", containers: [bad("quay.io/shop/other:1")] }),
  controller({ name: "e", namespace: "kube-system", containers: [bad("quay.io/shop/cart:1")] }),
];
const POLICY = policyOf(rule("privileged"));
const shape = (chosen: number[], policy: Policy = POLICY, objects: unknown[] = OBJECTS) =>
  proposeExceptions(judge(objects, policy), chosen).proposals.map(({ width, limited, clears, othersTotal, exceptions }) => [width, limited, clears, othersTotal, exceptions.flatMap(({ exception }) => exception.values)]);

describe("exceptions proposed for chosen workloads", () => {
  it("are the narrowest first, with what else each excuses", () => {
    expect(shape([0])).toEqual([["image", true, 1, 0, ["quay.io/shop/cart:1"]]]);
    expect(shape([0, 1])).toEqual([
      ["image", true, 2, 0, ["quay.io/shop/cart:1", "quay.io/shop/cart:2"]],
      ["repository", true, 2, 0, ["quay.io/shop/cart"]],
    ]);
    const [first] = proposeExceptions(judge(OBJECTS, POLICY), [0]).proposals;
    expect(first?.exceptions).toEqual([{ definition: "cluster", exception: { type: "imagePath", operator: "equals", values: ["quay.io/shop/cart:1"], namespaces: ["shop"] } }]);
  });

  it("names what an exception excuses beside the chosen", () => {
    const wide = [...OBJECTS.slice(0, 1), controller({ name: "z", containers: [bad("quay.io/shop/z:1")] }), controller({ name: "y", containers: [bad("quay.io/shop/y:1")] })];
    const { proposals } = proposeExceptions(judge(wide, POLICY), [0, 1]);
    const registry = proposals.find(({ width }) => width === "registry");
    expect(registry).toMatchObject({ clears: 2, othersTotal: 1, others: [{ name: "y", why: "privileged" }], exceptions: [{ exception: { values: ["quay.io"] } }] });
    expect(proposals[0]).toMatchObject({ width: "image", othersTotal: 0 });
  });

  it("excuse every container when the pod as a whole is at fault", () => {
    const onHost = { ...controller({ name: "net" }), spec: { template: { spec: { hostNetwork: true, containers: [container({ image: "one:1" }), container({ name: "two", image: "two:1" })] } } } };
    expect(shape([0], policyOf(rule("hostNetwork")), [onHost])[0]).toEqual(["image", true, 1, 0, ["one:1", "two:1"]]);
  });

  it("go into the definition that holds in the namespace, and the policy with them lets the chosen pass", () => {
    const policy: Policy = { ...POLICY, namespaced: [{ name: "lab", namespaces: ["lab"], exceptions: [] }, { name: "inherits", namespaces: ["shop"], rules: POLICY.cluster.rules }] };
    const judgement = judge(OBJECTS, policy);
    const [first] = proposeExceptions(judgement, [0, 2]).proposals;
    expect(first?.exceptions.map(({ definition, exception }) => [definition, exception.namespaces])).toEqual([["cluster", ["shop"]], ["lab", ["lab"]]]);
    const eased = judge(OBJECTS, withExceptions(policy, first?.exceptions ?? []));
    expect(eased.workloads().map(({ verdict }) => verdict)).toEqual(["allow", "block", "allow", "block", "excluded"]);
  });

  it("say what no exception can let pass", () => {
    const odd = [controller({ name: "odd", containers: [bad("${IMAGE}")] }), ...OBJECTS];
    expect(proposeExceptions(judge(odd, POLICY), [0])).toMatchObject({ chosen: 1, proposals: [], impossible: [{ name: "odd", why: expect.stringContaining("cannot be read") }] });
    expect(proposeExceptions(judge(OBJECTS, POLICY), [99])).toEqual({ chosen: 0, impossible: [], proposals: [] });
  });
});
