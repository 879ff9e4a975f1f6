import { describe, expect, test } from "vitest";

import { createAudit } from "../../../main/audit/index.ts";
import { packInventory } from "../../../main/audit/packing.ts";
import { container, controller } from "../../support/objects.ts";
import { inventoryOf } from "../../support/judging.ts";
import { listening, OPTIONS, policyWith, SETTINGS, value } from "./support.ts";

const bad = (image: string) => container({ image, securityContext: { privileged: true } });
const OBJECTS = [
  controller({ name: "cart", containers: [bad("quay.io/a:1")] }), controller({ name: "web" }),
  controller({ name: "agent", namespace: "infra", containers: [bad("quay.io/b:1")] }),
];
const LOGS = policyWith({ action: "log" });
const BLOCKS = policyWith({});
const PAIR = { type: "policies", snapshotId: "s", a: LOGS, b: BLOCKS, options: OPTIONS, settings: SETTINGS } as const;
const QUERY = { changes: [], filter: {}, by: { what: "namespace" as const } };

async function loadedAudit() {
  const audit = createAudit(listening().events);
  await value(audit.load({ snapshotId: "s", inventory: await packInventory(inventoryOf(OBJECTS)) }));
  await value(audit.judge({ scanId: "scan", snapshotId: "s", policy: BLOCKS, options: OPTIONS, settings: SETTINGS }));
  return audit;
}

describe("what is written of a scan", () => {
  const query = { scanId: "scan", sort: "name", descending: false, about: { policy: "test v1" }, fileName: "x", format: "csv" } as const;
  const lines = (text: string) => text.trimEnd().split("\r\n");

  test("is exactly what is shown: the rows that pass, in their order, with coverage", async () => {
    const audit = await loadedAudit();
    const { text } = await value(audit.exportScan({ ...query, descending: true, filter: { verdicts: ["block"] }, show: { what: "rows" } }));
    expect(lines(text).map((line) => line.split(",").slice(0, 4).join(","))).toEqual([
      "verdict,wouldBe,namespace,name", "block,,shop,cart", "block,,infra,agent", "# policy,test v1", `# filter,"{""verdicts"":[""block""]}"`, "# sort,name", "# descending,true", "# coverage: objects examined,3",
      `"# coverage: examined, template",3`,
    ]);
  });

  test("is the groups or the heat map when these are shown", async () => {
    const audit = await loadedAudit();
    const groups = await value(audit.exportScan({ ...query, filter: {}, show: { what: "groups", by: { what: "rule" } } }));
    expect(lines(groups.text).slice(0, 2)).toEqual(["group,title,workloads,pods,block,log,unknown,allow,excluded", "cluster/0,privileged containers,2,0,2,0,0,0,0"]);
    const map = await value(audit.exportScan({ ...query, filter: {}, show: { what: "heatMap" } }));
    expect(lines(map.text).slice(0, 3)).toEqual(["namespace,privileged containers", "infra,1", "shop,1"]);
  });
});

describe("comparisons", () => {
  test("page through two policies on one inventory, and are written whole", async () => {
    const audit = await loadedAudit();
    const first = await value(audit.compare({ pair: PAIR, ...QUERY, offset: 0, limit: 1 }));
    expect(first).toMatchObject({ total: 2, counts: { newlyBlocked: 2, unchanged: 1 }, rows: [{ name: "agent" }] });
    expect(await value(audit.compare({ pair: PAIR, ...QUERY, offset: 1, limit: 1 }))).toMatchObject({ rows: [{ name: "cart" }] });
    const { text } = await value(audit.exportComparison({ pair: PAIR, ...QUERY, format: "ndjson", about: { a: "x" }, fileName: "c" }));
    expect(text.trimEnd().split("\n").map((line) => (JSON.parse(line) as { type: string; name?: string }).name ?? (JSON.parse(line) as { type: string }).type)).toEqual(["header", "agent", "cart", "coverage"]);
  });

  test("follow a scan that is judged anew", async () => {
    const audit = await loadedAudit();
    const pair = { type: "scans", a: "scan", b: "other" } as const;
    expect(await audit.compare({ pair, ...QUERY, offset: 0, limit: 9 })).toMatchObject({ ok: false, error: { code: "not-found" } });
    const judge = (policy: typeof BLOCKS) => audit.judge({ scanId: "other", snapshotId: "s", policy, options: OPTIONS, settings: SETTINGS });
    await value(judge(BLOCKS));
    expect(await value(audit.compare({ pair, ...QUERY, offset: 0, limit: 9 }))).toMatchObject({ total: 0 });
    await value(judge(LOGS));
    expect(await value(audit.compare({ pair, ...QUERY, offset: 0, limit: 9 }))).toMatchObject({ total: 2, counts: { better: 2 } });
  });

  test("are by namespace for a plan, and propose exceptions", async () => {
    const audit = await loadedAudit();
    expect(await value(audit.namespaces({ snapshotId: "s", policy: BLOCKS, options: OPTIONS, settings: SETTINGS }))).toMatchObject([{ namespace: "infra", block: 1 }, { namespace: "shop", block: 1 }]);
    expect(await value(audit.propose({ scanId: "scan", rows: [0] }))).toMatchObject({ chosen: 1, proposals: [{ clears: 1, othersTotal: 0 }] });
    expect(await value(audit.heatMap({ scanId: "scan", filter: {} }))).toMatchObject({ rules: ["cluster/0"] });
    expect(await value(audit.groups({ scanId: "scan", filter: {}, by: { what: "registry" } }))).toHaveLength(2);
    expect(await value(audit.outlook({ scanId: "scan" }))).toMatchObject({ wouldNotComeBack: 0 });
  });
});
