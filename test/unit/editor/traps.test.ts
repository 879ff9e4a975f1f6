import { describe, expect, it } from "vitest";
import { trapsByItem } from "../../../renderer/features/editor/logic/traps.ts";
import type { Trap } from "../../../shared/ipc/types.ts";
import { policyOf, rule } from "../../support/judging.ts";

const trap = (path: string, message: string): Trap => ({ code: "redundant-rule", path, message, remedy: "", fixes: [] });
const told = (traps: Map<string, Trap[]>) => Object.fromEntries([...traps].map(([item, all]) => [item, all.map(({ message }) => message)]));

describe("traps by rule and exception", () => {
  const [first, second, changed] = [rule("privileged"), rule("hostPID"), rule("hostIPC")];

  it("come from the result of judging, which knows the data, as long as the rule is the one that was judged", () => {
    const before = policyOf(first, second);
    const now = policyOf(first, changed);
    const judged = { policy: before, traps: [trap("cluster.rules[0].properties.values[1]", "judged 0"), trap("cluster.rules[1]", "judged 1")] };
    const alone = { policy: now, traps: [trap("cluster.rules[0]", "alone 0"), trap("cluster.rules[1]", "alone 1")] };
    expect(told(trapsByItem(now, alone, judged))).toEqual({ "cluster.rules[0]": ["judged 0"], "cluster.rules[1]": ["alone 1"] });
  });

  it("come from the policy alone when nothing was judged, and only for the state they were found in", () => {
    const now = policyOf(first, changed);
    const alone = { policy: policyOf(first, second), traps: [trap("cluster.rules[0]", "alone 0"), trap("cluster.rules[1]", "of the rule before")] };
    expect(told(trapsByItem(now, alone, undefined))).toEqual({ "cluster.rules[0]": ["alone 0"] });
  });
});
