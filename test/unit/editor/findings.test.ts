import { describe, expect, it } from "vitest";
import { NO_FINDINGS, findingsOf } from "../../../renderer/features/editor/logic/findings.ts";
import { watched } from "../../../renderer/features/editor/state/watched.ts";
import type { Trap } from "../../../shared/ipc/types.ts";
import { impact } from "../../support/impactData.ts";

const trap: Trap = { code: "redundant-rule", path: "cluster.rules[0]", message: "message", remedy: "remedy", fixes: [] };
const rules = [{ key: "cluster/0", definition: "cluster", index: 0, type: "privileged", sentence: "privileged containers", action: "log" as const, workloads: 31 }];
const none = { ruleFilter: undefined, excusedBy: undefined };

describe("findings", () => {
  it("of a result that says the same as before are the same objects", () => {
    const result = () => findingsOf({ impact: impact({ rules }), traps: new Map([["cluster.rules[0]", [structuredClone(trap)]]]), ...none }, first);
    const first = findingsOf({ impact: impact({ rules }), traps: new Map([["cluster.rules[0]", [trap]]]), ...none }, NO_FINDINGS);
    expect(first.hits.get("cluster/0")).toBe(31);
    expect(result().traps.get("cluster.rules[0]")).toBe(first.traps.get("cluster.rules[0]"));
    const changed = findingsOf({ impact: undefined, traps: new Map([["cluster.rules[0]", [{ ...trap, message: "another" }]]]), ...none }, first);
    expect(changed.traps.get("cluster.rules[0]")).toEqual([{ ...trap, message: "another" }]);
    expect(changed.hits.size).toBe(0);
  });

  it("are told to who watches, and only when they are others", () => {
    const value = watched("a");
    const seen: string[] = [];
    const end = value.subscribe(() => seen.push(value.get()));
    value.set("a");
    value.set("b");
    end();
    value.set("c");
    expect(seen).toEqual(["b"]);
    expect(value.get()).toBe("c");
  });
});
