import { describe, expect, it } from "vitest";
import { ResultTable } from "../../../shared/audit/index.ts";
import type { GroupBy, RowFilter, SortKey } from "../../../shared/audit/results.ts";
import { groupRows, heatMap } from "../../../shared/audit/view/groups.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";
import { judge, policyOf, rule } from "../../support/judging.ts";

const PRIVILEGED = { privileged: true };
const OBJECTS = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "web" } } },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "infra", labels: { team: "platform" } } },
  controller({ name: "cart", containers: [container({ image: "quay.io/shop/cart:1" }), container({ name: "log", image: "busybox" })] }),
  pod({ name: "cart-1", owner: ownedBy("Deployment", "cart"), containers: [container({ image: "quay.io/shop/cart:2", securityContext: PRIVILEGED })] }),
  controller({ name: "agent", namespace: "infra", kind: "DaemonSet", containers: [container({ image: "quay.io/infra/agent:1", securityContext: PRIVILEGED })] }),
  controller({ name: "plain", namespace: "other", containers: [container({ image: "quay.io/shop/cart:1" })] }),
  pod({ name: "ended", namespace: "other", phase: "Failed", containers: [container({ image: "busybox" })] }),
];
const POLICY = policyOf(rule("privileged"), rule("imageTag", { action: "log" }));
const table = new ResultTable(judge(OBJECTS, POLICY));

const groups = (by: GroupBy, filter: RowFilter = {}) =>
  groupRows(table.columns, table.select(filter, "name", false).rows, by).map(({ key, workloads, pods, counts }) => [key, workloads, pods, counts.block, counts.log]);

describe("grouping", () => {
  it("counts workloads, pods and verdicts, most blocked first", () => {
    expect(groups({ what: "namespace" })).toEqual([["infra", 1, 0, 1, 0], ["shop", 1, 1, 1, 0], ["other", 2, 0, 0, 0]]);
    expect(groups({ what: "kind" })).toEqual([["Deployment", 2, 1, 1, 0], ["DaemonSet", 1, 0, 1, 0], ["Pod", 1, 0, 0, 0]]);
  });

  it("puts a workload into the group of each of its images, of the template and of what runs", () => {
    expect(groups({ what: "image" }, { namespaces: ["shop"] }).map(([key]) => key)).toEqual(["busybox", "quay.io/shop/cart:1", "quay.io/shop/cart:2"]);
    expect(groups({ what: "registry" })).toEqual([["quay.io", 3, 1, 2, 0], ["docker.io", 2, 1, 1, 0]]);
  });

  it("groups by rule and by a label of the namespace", () => {
    expect(groups({ what: "rule" })).toEqual([["cluster/0", 2, 1, 2, 0], ["cluster/1", 2, 1, 1, 0]]);
    expect(groups({ what: "label", key: "team" })).toEqual([["platform", 1, 0, 1, 0], ["web", 1, 1, 1, 0], ["", 2, 0, 0, 0]]);
  });
});

describe("heat map", () => {
  it("counts per namespace and rule, hit ones only", () => {
    const { rows } = table.select({ namespaces: ["shop", "infra"] }, "name", false);
    expect(heatMap(table.columns, rows)).toEqual({
      rules: ["cluster/0", "cluster/1"],
      namespaces: [{ namespace: "shop", counts: [1, 1] }, { namespace: "infra", counts: [1, 0] }],
    });
  });
});

describe("filters by what groups are made of", () => {
  const names = (filter: RowFilter) => [...table.select(filter, "name", false).rows].map((id) => table.row(id).name);
  it("take an image, a label, and namespaces without it", () => {
    expect(names({ images: ["busybox"] })).toEqual(["cart", "ended"]);
    expect(names({ registries: ["docker.io"] })).toEqual(["cart", "ended"]);
    expect(names({ label: { key: "team", values: ["web", ""] } })).toEqual(["cart", "ended", "plain"]);
    expect(table.page({ filter: {}, sort: "name", descending: false, offset: 0, limit: 0 }).labelKeys).toEqual(["team"]);
  });
});

describe("sorting", () => {
  const objects = [
    controller({ name: "b", namespace: "n2" }), controller({ name: "a", namespace: "n2" }), controller({ name: "b", namespace: "n1" }),
    controller({ name: "b", namespace: "n1", kind: "DaemonSet" }), pod({ name: "c", namespace: "n1" }),
  ];
  const sorted = new ResultTable(judge(objects, POLICY));
  const order = (sort: SortKey, descending: boolean) =>
    [...sorted.select({}, sort, descending).rows].map((id) => sorted.row(id)).map(({ namespace, name, kind }) => `${namespace}/${name}/${kind.at(0)}`);

  it("keeps rows that are equal by place, in both directions", () => {
    expect(order("name", false)).toEqual(["n2/a/D", "n1/b/D", "n1/b/D", "n2/b/D", "n1/c/P"]);
    expect(order("name", true)).toEqual(["n1/c/P", "n1/b/D", "n1/b/D", "n2/b/D", "n2/a/D"]);
    expect(order("pods", true)[0]).toBe("n1/c/P");
    expect(order("kind", true).at(-1)).toBe("n1/b/D");
  });
});
