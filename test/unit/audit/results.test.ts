import { describe, expect, it } from "vitest";
import { impactOf, Judgement, ResultTable, workloadDetail } from "../../../shared/audit/index.ts";
import type { RowFilter } from "../../../shared/ipc/types.ts";
import { traceRule } from "../../../shared/engine/index.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";
import { inventoryOf, judge, policyOf, rule, RUN } from "../../support/judging.ts";

const PRIVILEGED = container({ name: "agent", securityContext: { privileged: true } });
const LATEST = container({ image: "nginx" });

const OBJECTS = [
  controller({ name: "cart" }),
  controller({ name: "agent", kind: "DaemonSet", namespace: "infra", containers: [PRIVILEGED] }),
  controller({ name: "web", namespace: "front", containers: [LATEST] }),
  controller({ name: "dns", namespace: "kube-system", containers: [PRIVILEGED] }),
  pod({ name: "odd", namespace: "front", containers: [container({ image: "${IMAGE}" })] }),
  pod({ name: "agent-1", namespace: "infra", owner: ownedBy("DaemonSet", "agent"), containers: [PRIVILEGED, container({ name: "sidecar", image: "envoy" })] }),
];
const POLICY = policyOf(rule("privileged"), rule("imageTag", { action: "log" }));

function names(filter: RowFilter, sort: "verdict" | "name" = "verdict") {
  const page = new ResultTable(judge(OBJECTS, POLICY)).page({ filter, sort, descending: false, offset: 0, limit: 10 });
  return page.rows.map(({ name, verdict }) => `${name}:${verdict}`);
}

describe("ResultTable", () => {
  it("sorts strictest first and counts every verdict", () => {
    expect(names({})).toEqual(["agent:block", "web:log", "odd:unknown", "cart:allow", "dns:excluded"]);
    const page = new ResultTable(judge(OBJECTS, POLICY)).page({ filter: { verdicts: ["block"] }, sort: "verdict", descending: false, offset: 0, limit: 10 });
    expect(page.total).toBe(1);
    expect(page.counts).toEqual({ block: 1, log: 1, unknown: 1, allow: 1, excluded: 1 });
    expect(page.namespaces).toEqual(["front", "infra", "kube-system", "shop"]);
    expect(page.rules.map(({ key, workloads }) => [key, workloads])).toEqual([["cluster/0", 2], ["cluster/1", 3]]);
  });

  it("filters by everything at once", () => {
    expect(names({ namespaces: ["front"] }, "name")).toEqual(["odd:unknown", "web:log"]);
    expect(names({ text: "FRONT nginx" })).toEqual(["web:log"]);
    expect(names({ kinds: ["DaemonSet"], rules: ["cluster/0"] })).toEqual(["agent:block"]);
    expect(names({ wouldNotComeBack: true })).toEqual(["agent:block"]);
  });

  it("says what an excluded workload would be, and why", () => {
    const page = new ResultTable(judge(OBJECTS, POLICY)).page({ filter: { namespaces: ["kube-system"] }, sort: "name", descending: false, offset: 0, limit: 1 });
    expect(page.rows[0]).toMatchObject({ verdict: "excluded", wouldBe: "block", why: ["privileged"] });
  });

  it("counts apart what has finished, and still lists it", () => {
    const ended = pod({ name: "ended", phase: "Succeeded", containers: [PRIVILEGED] });
    const table = new ResultTable(judge([...OBJECTS, ended], POLICY));
    const query = { sort: "name", descending: false, offset: 0, limit: 10 } as const;
    const all = table.page({ filter: {}, ...query });
    expect(all).toMatchObject({ total: 6, finished: 1, counts: { block: 1 }, filteredCounts: { block: 1 } });
    expect(all.rows.find(({ name }) => name === "ended")).toMatchObject({ state: "finished", verdict: "block" });
    expect(table.page({ filter: { verdicts: ["block"] }, ...query }).rows.map(({ name }) => name)).toEqual(["agent"]);
  });

  it("pages without losing or repeating a row", () => {
    const table = new ResultTable(judge(OBJECTS, POLICY));
    const ids = [0, 2, 4].flatMap((offset) => table.page({ filter: {}, sort: "kind", descending: true, offset, limit: 2 }).rows.map(({ id }) => id));
    expect(ids.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("workloadDetail", () => {
  it("shows what running pods have beyond their template", () => {
    const judgement = judge(OBJECTS, POLICY);
    const id = judgement.workloads().findIndex(({ workload }) => workload.name === "agent");
    const detail = workloadDetail(judgement, new ResultTable(judgement), id);
    expect(detail?.findings).toMatchObject([{ path: "spec.template.spec.containers[0].securityContext.privileged", container: { name: "agent" } }]);
    expect(detail?.podFindings).toMatchObject([{ pod: "agent-1", findings: [{ container: { name: "sidecar" }, basis: "unset" }] }]);
  });
});

describe("impactOf", () => {
  it("tells what an edit adds and removes", () => {
    const inventory = inventoryOf(OBJECTS);
    const saved = new Judgement(inventory, POLICY, RUN);
    const draft = new Judgement(inventory, policyOf(rule("privileged", { action: "log" }), rule("imageTag")), RUN, saved.cache, saved.rollUp());
    const impact = impactOf(draft, { snapshotId: "s", limit: 1, base: { judgement: saved, version: 3 } });
    expect(impact.change).toMatchObject({ base: 3, added: { block: 1, log: 0 }, removed: { log: 1, block: 0 } });
    expect(impact.changedTotal).toBe(1);
    expect(impact.affected).toHaveLength(1);
    expect(impact.affectedTotal).toBe(3);
    expect(impact.byNamespace).toEqual([{ namespace: "front", block: 1, log: 0, unknown: 1 }, { namespace: "infra", block: 1, log: 0, unknown: 0 }]);
  });

  it("puts rules that judge no pod into words", () => {
    const { statements } = impactOf(judge(OBJECTS, policyOf(rule("podExec"), rule("podPortForward", { action: "log", namespaces: ["shop"] }))), { snapshotId: "s", limit: 0 });
    expect(statements).toEqual(["kubectl exec or attach would be blocked in all namespaces", "kubectl port-forward would be logged in shop"]);
  });
});

describe("traceRule", () => {
  const question = { namespace: "infra", isExcluded: false, podPath: "spec.template.spec", definition: "cluster", index: 0 };

  it("leads from the namespace to the verdict", () => {
    const judgement = judge(OBJECTS, POLICY);
    const agent = judgement.inventory.objects.at(1);
    const facts = agent && judgement.inventory.pods[agent.pod];
    if (!facts) throw new Error("no agent");
    const trace = traceRule(judgement.compiled, { ...question, pod: facts }, judgement.cache);
    expect(trace.steps.map(({ step }) => step)).toEqual(["namespace", "definition", "rule", "scope", "container", "value", "verdict"]);
    expect(trace.steps.at(-1)?.text).toBe("The rule would block.");
  });

  it("says why a rule does not take part", () => {
    const off = judge(OBJECTS, policyOf(rule("privileged", { namespaces: ["shop"] })));
    const facts = off.inventory.pods[0];
    if (!facts) throw new Error("no pod");
    expect(traceRule(off.compiled, { ...question, pod: facts }, off.cache).steps.map(({ text }) => text)).toContain("The rule holds only in shop.");
  });
});
