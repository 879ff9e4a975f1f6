import { describe, expect, test } from "vitest";
import { listCluster } from "../../../main/cluster/index.ts";
import { walkerModule } from "../../../main/files/walker/index.ts";
import { InventoryBuilder, plainObject } from "../../../shared/audit/index.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Fault } from "../../support/apiServer/faults.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { QUICK, serve, startedThread, temporaryFolder } from "./support.ts";

/** Pages of pods that the last server was asked for, by their tokens. */
let pagesAsked: string[] = [];

/** A live cluster read into an inventory: in rows, in rows that another thread finds, or object by object. */
async function inventoryOf(faults: Fault[], how: "rows" | "thread" | "objects") {
  const server = await serve({ data: makeCluster(300), faults });
  const kubeconfig = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: { token: "test-token" } });
  const builder = new InventoryBuilder({ namespace: "default" });
  let rows = 0;
  const sink: ObjectSink = {
    object: (value, source) => void builder.object(value, source),
    ...(how !== "objects" && { rows: (...given) => { rows += given[0].length; builder.rows(...given); } }),
    unreadable: (problem) => builder.unreadable(problem),
    skipped: (file, reason) => builder.skipped(file, reason),
    notListed: (...given) => builder.notListed(...given),
  };
  const thread = how === "thread" ? await startedThread() : undefined;
  const result = await listCluster({
    context: "test", kubeconfigs: [kubeconfig], allowExec: false, sink, signal: new AbortController().signal,
    environment: { home: "/nowhere" }, limits: { ...QUICK, pageSize: 40, many: 40 }, startThread: () => thread,
  });
  const { objects, pods, coverage } = builder.inventory();
  pagesAsked = server.requests.filter(({ path }) => path === "/api/v1/pods").map(({ query }) => query.get("continue") ?? "first");
  return { result, rows, objects: [...objects].map((object) => ({ ...plainObject(object), pod: pods[object.pod] })), coverage };
}

// Where the walker was not built there is nothing to compare.
describe.skipIf(walkerModule() === undefined)("a live cluster read in rows", () => {
  test.each<[string, Fault[]]>([
    ["without faults", []],
    ["with pages that break off", [0, 1, 2, 3].map((page) => ({ on: "pods", page, do: { type: "cut", afterBytes: 900 + page * 3000 } }))],
    ["with pages that are reset", [0, 1, 2, 3].map((page) => ({ on: "pods", page, do: { type: "reset", afterBytes: 900 + page * 3000 } }))],
    ["with a page that is no list", [{ on: "pods", page: 1, do: { type: "body", contentType: "text/html", text: "<html>" } }]],
    ["with pages that the server is too busy for", [{ on: "*", page: 2, times: 3, do: { type: "status", code: 429, retryAfter: "0" } }]],
    ["with a list that expires", [{ on: "pods", page: 3, do: { type: "expired" } }]],
    ["with an item that is none", [{ on: "pods", do: { type: "body", contentType: "application/json", text: '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[null,{"metadata":{"name":"a","namespace":"b"},"spec":{}},7]}' } }]],
    ["with the same page over and over", [{ on: "pods", times: "always", do: { type: "sameToken" } }]],
  ])("%s gives the same as object by object", async (_name, faults) => {
    const one = await inventoryOf(faults, "objects");
    for (const how of ["rows", "thread"] as const) {
      const inRows = await inventoryOf(faults, how);
      expect(inRows.rows).toBeGreaterThan(0);
      expect({ how, ...inRows, rows: 0 }).toEqual({ how, ...one });
    }
  });

  test("asks for each page once, with a thread that asks ahead too", async () => {
    for (const how of ["rows", "thread"] as const) {
      await inventoryOf([], how);
      expect(pagesAsked.length).toBe(8);
      expect(new Set(pagesAsked).size).toBe(8);
    }
  });
});
