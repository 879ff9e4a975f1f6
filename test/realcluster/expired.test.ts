import { afterAll, beforeAll, expect, test } from "vitest";
import { list, temporaryFolder } from "../contract/cluster/support.ts";
import { writeKubeconfig } from "../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../support/apiServer/workloads.ts";
import { ADMIN, startCluster, type RealCluster } from "./cluster.ts";
import { fill } from "./fill.ts";

const PODS = 600;
const data = makeCluster(PODS, 2);
/** etcd forgets what is older than this, and the server serves lists from etcd: the token of a slow list expires (410). */
const FORGETS_MS = 1000;

let cluster: RealCluster;
beforeAll(async () => {
  cluster = await startCluster(["--etcd-compaction-interval", `${FORGETS_MS}ms`, "--watch-cache=false", "--feature-gates=ListFromCacheSnapshot=false"]);
  await fill(cluster.api, data);
});
afterAll(() => cluster?.stop());

test("a list that expires in the middle (410) is read again from its beginning, and nothing comes twice", async () => {
  const file = await writeKubeconfig(await temporaryFolder(), cluster, { context: "real", user: { token: ADMIN } });
  const told: string[] = [];
  let pods = false;
  let paused = false;
  const seen = await list(file, {
    limits: { pageSize: 50 },
    pause: () => {
      if (paused || !pods) return undefined;
      paused = true;
      return forgotten();
    },
    onProgress: ({ what }) => {
      pods ||= what.startsWith("pods");
      told.push(what);
    },
  });
  expect(told.some((what) => what.includes("the list expired"))).toBe(true);
  expect(seen.result).toEqual({ ok: true, value: null });
  expect(seen.names("pods").length).toBe(PODS);
  expect(new Set(seen.names("pods")).size).toBe(PODS);
  expect(seen.notListed).toEqual([]);
});

/** Waits until etcd has forgotten the moment of the list: a change after it, and the compaction of twice the interval. */
async function forgotten(): Promise<void> {
  for (let change = 0; change < 8; change++) {
    await cluster.api.create("/api/v1/namespaces/team-0/configmaps", { metadata: { name: `change-${change}` } });
    await new Promise((resume) => setTimeout(resume, FORGETS_MS / 2));
  }
}
