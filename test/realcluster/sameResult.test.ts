import { afterAll, beforeAll, expect, test } from "vitest";
import { writeKubeconfig } from "../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../support/apiServer/workloads.ts";
import { folderWith, ndjson, runCli } from "../support/cli.ts";
import { ADMIN, startCluster, type RealCluster } from "./cluster.ts";
import { fill } from "./fill.ts";

const PODS = 800;
/** Cluster-wide paths, as `kubectl get namespaces,pods,replicasets,deployments -A -o json` asks for them. */
const PATHS = ["/api/v1/namespaces", "/api/v1/pods", "/apis/apps/v1/replicasets", "/apis/apps/v1/deployments"];
const POLICY = `apiVersion: container-security.trendmicro.com/v1alpha1
kind: ClusterPolicy
metadata:
  name: real
spec:
  rules:
    - { type: runAsNonRoot, action: block, mitigation: log }
    - { type: allowPrivilegeEscalation, action: log, mitigation: log }
    - { type: imageTag, action: block, mitigation: log, properties: { operator: equals, values: ["1.3"] } }
`;

let cluster: RealCluster;
beforeAll(async () => {
  cluster = await startCluster();
  await fill(cluster.api, makeCluster(PODS, 4));
});
afterAll(() => cluster?.stop());

/** What the server's lists hold, as `kubectl` writes it: one list of mixed kinds. */
async function dump(): Promise<string> {
  const items: unknown[] = [];
  for (const path of PATHS) {
    const list = JSON.parse((await cluster.api.request("GET", path)).body) as { kind: string; apiVersion: string; items: object[] };
    for (const item of list.items) items.push({ apiVersion: list.apiVersion, kind: list.kind.replace(/List$/, ""), ...item });
  }
  return JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 2);
}

test("a live cluster, its dump and a snapshot taken of it are judged the same", async () => {
  const cwd = folderWith({ "policy.yaml": POLICY, "dump.json": await dump() });
  const kubeconfig = await writeKubeconfig(cwd, cluster, { context: "real", user: { token: ADMIN } });
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(args, { cwd, env: { HOME: cwd, XDG_DATA_HOME: cwd } });
    expect([code, stderr.replace(/^note: .*\n/gm, "")]).toEqual([expect.any(Number), expect.not.stringContaining("error")]);
    return stdout;
  };
  const scan = async (...source: string[]) => {
    const lines = ndjson(await run("scan", ...source, "--policy", "policy.yaml", "--format", "ndjson", "--at", "2026-11-25T12:00:00Z"));
    return lines.filter(({ type }) => type === "workload").map((line) => JSON.stringify({ ...line, source: undefined })).toSorted();
  };
  const live = await scan("--context", "real", "--kubeconfig", kubeconfig);
  await run("snapshot", "take", "--context", "real", "--kubeconfig", kubeconfig, "--name", "kept");
  expect(live.length).toBe(PODS / 10);
  expect(await scan("dump.json")).toEqual(live);
  expect(await scan("kept")).toEqual(live);
});
