import { describe, expect, test } from "vitest";
import type { Right } from "../../../main/cluster/listing/rights.ts";
import type { Fault } from "../../support/apiServer/faults.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { startHttpProxy } from "../../support/apiServer/proxies.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { afterTest, expectedNames, list, listFrom, serve, temporaryFolder } from "./support.ts";

const cluster = makeCluster(45);
const RESOURCES = ["namespaces", "pods", "replicasets", "deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicationcontrollers"];

describe("a list in pages", () => {
  test("gives every object once, in order, with its place and what it is", async () => {
    const seen = await listFrom({ data: cluster });
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
    expect(seen.names("replicasets")).toEqual(expectedNames(cluster["replicasets"]));
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
    expect(seen.names("namespaces")).toEqual(expectedNames(cluster["namespaces"]));
    const pods = seen.objects.filter(({ source }) => source.file === "context/test/pods");
    expect(pods.map(({ source }) => source.index)).toEqual(pods.map((_, index) => index));
    expect(pods[17]?.value).toMatchObject({ apiVersion: "v1", kind: "Pod", spec: cluster["pods"]?.[17]?.["spec"] });
    expect(seen.objects.find(({ source }) => source.file.endsWith("/deployments"))?.value).toMatchObject({ apiVersion: "apps/v1", kind: "Deployment" });
    expect(seen.notListed).toEqual([]);
  });

  test("asks for pages of the wanted size, all resources, over few connections", async () => {
    const seen = await listFrom({ data: cluster });
    const requests = seen.server.requests.filter(({ method }) => method === "GET");
    expect([...new Set(requests.map(({ path }) => path.split("/").at(-1)))]).toEqual(RESOURCES);
    expect(requests.filter(({ path }) => path === "/api/v1/pods").length).toBe(5);
    expect(requests.every(({ query }) => query.get("limit") === "10")).toBe(true);
    expect(requests.every(({ headers }) => headers["authorization"] === "Bearer test-token")).toBe(true);
    expect(seen.server.connections().accepted).toBeLessThanOrEqual(2);
  });

  test("of a server on this computer is not packed; of one behind a proxy it is, unless the kubeconfig turns that off", async () => {
    const server = await serve({ data: cluster });
    const proxy = await startHttpProxy();
    afterTest(proxy.stop);
    const behind = { "proxy-url": `http://127.0.0.1:${proxy.port}` };
    const asked = [];
    for (const entry of [{}, behind, { ...behind, "disable-compression": true }]) {
      const before = server.requests.length;
      const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", cluster: entry, user: { token: "test-token" } });
      expect((await list(file)).names("pods")).toEqual(expectedNames(cluster["pods"]));
      asked.push([...new Set(server.requests.slice(before).map(({ headers }) => headers["accept-encoding"]))]);
    }
    expect(asked).toEqual([[undefined], ["gzip"], [undefined]]);
  });

  test("tells how far it is, and every connection it makes", async () => {
    const seen = await listFrom({ data: cluster });
    const last = seen.progress.at(-1);
    expect(last?.objects).toBe(seen.objects.length);
    expect(last?.bytes).toBeGreaterThan(10_000);
    expect(seen.progress.map(({ what }) => what)).toContain("pods (35 to come)");
    expect(seen.connections.length).toBe(seen.server.connections().accepted);
    for (const connection of seen.connections) expect(connection).toMatchObject({ host: "127.0.0.1", port: seen.server.port, purpose: "API server of context test" });
  });

  test("waits for whoever takes the objects", async () => {
    const held: (() => void)[] = [];
    let reached = 0;
    const listing = listFrom({ data: cluster }, {
      pause: () => {
        reached++;
        return reached === 20 ? new Promise<void>((resolve) => { held.push(resolve); }) : undefined;
      },
    });
    await expect.poll(() => held.length).toBe(1);
    expect(reached).toBe(20);
    held[0]?.();
    expect((await listing).names("pods")).toEqual(expectedNames(cluster["pods"]));
  });

  test("leaves no connection open", async () => {
    const { server } = await listFrom({ data: cluster });
    await expect.poll(() => server.connections().open).toBe(0);
  });

  test("names an item that is no object and goes on", async () => {
    const text = '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[null,{"metadata":{"name":"a","namespace":"b"}},7]}';
    const seen = await listFrom({ data: {}, faults: [{ on: "pods", do: { type: "body", contentType: "application/json", text } }] });
    expect(seen.names("pods")).toEqual(["b/a"]);
    expect(seen.unreadable.map(({ file, index }) => ({ file, index }))).toEqual([{ file: "context/test/pods", index: 0 }, { file: "context/test/pods", index: 2 }]);
  });
});

describe("a list that expires (410)", () => {
  test("is read again from its beginning, and nothing is given twice", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 3, do: { type: "expired" } }] });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
    expect(seen.notListed).toEqual([]);
    expect(seen.progress.map(({ what }) => what)).toContain("pods: the list expired, reading it again from its beginning");
    expect(seen.server.requests.filter(({ path, query }) => path === "/api/v1/pods" && !query.has("continue")).length).toBe(2);
  });

  test("goes on in newer data where the server offers it and beginning anew does not help", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 3, times: 3, do: { type: "expired", token: true } }] });
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
    expect(seen.notListed).toEqual([]);
    expect(seen.progress.map(({ what }) => what)).toContain("pods: the list expired, going on in newer data");
  });

  test("ends with what is missing when it expires for ever", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 2, times: "always", do: { type: "expired" } }] });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods").length).toBe(20);
    expect(seen.notListed).toMatchObject([{ resource: "pods", permission: "list pods at cluster scope" }]);
    expect(seen.notListed[0]?.message).toContain("Only the first 20 pods were read. The list expired again and again");
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
  });
});

describe("a server that is busy", () => {
  test("is granted the wait it asks for, told to the user", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 1, do: { type: "status", code: 429, retryAfter: "1" } }] }, { limits: { backoffMs: 60_000 } });
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
    expect(seen.progress.map(({ what }) => what)).toContain("pods: the server is busy and asks to wait 1 s");
  });

  test("without a time is asked again after growing waits, more often than a failure would be", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", times: 8, do: { type: "status", code: 429 } }] }, { limits: { backoffMs: 1, attempts: 2 } });
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
    expect(seen.notListed).toEqual([]);
  });

  test("that shuts down for a moment (503) is waited for too", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", do: { type: "status", code: 503, retryAfter: "0" } }] }, { limits: { attempts: 1 } });
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
  });

  test("that asks for more patience than there is goes to coverage", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 1, times: "always", do: { type: "status", code: 429, retryAfter: "3600" } }] });
    expect(seen.result.ok).toBe(true);
    expect(seen.notListed[0]?.message).toContain("Only the first 10 pods were read.");
    expect(seen.notListed[0]?.message).toContain("asks to wait 3600 s");
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
  });
});

describe("what may not be listed", () => {
  test("is found out before anything is listed, over one connection", async () => {
    let told: Right[] = [];
    const seen = await listFrom({ data: cluster, forbidden: ["jobs"] }, { onRights: (rights) => { told = rights; } });
    expect(seen.server.requests.slice(0, 9).map(({ method }) => method)).toEqual(Array(9).fill("POST"));
    expect(told.filter(({ allowed }) => allowed === false).map(({ resource }) => resource.name)).toEqual(["jobs"]);
    expect(seen.server.requests.filter(({ path }) => path === "/apis/batch/v1/jobs")).toEqual([]);
  });

  test("anywhere goes to coverage with the missing permission, and the rest goes on", async () => {
    const seen = await listFrom({ data: cluster, forbidden: ["deployments", "namespaces"] });
    expect(seen.result.ok).toBe(true);
    expect(seen.notListed.map(({ resource, permission }) => ({ resource, permission }))).toEqual([
      { resource: "namespaces", permission: "list namespaces at cluster scope" },
      { resource: "deployments", permission: "list deployments.apps at cluster scope" },
    ]);
    expect(seen.notListed[1]?.message).toBe(
      'User "test-user" of context "test" may not list deployments.apps at cluster scope, nor in namespace default. Ask for a role that allows it. ' +
      "Which other namespaces there are is not known: ask for a role that lists them, or name those to read.",
    );
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
  });

  test("is told by the server where it cannot be asked before", async () => {
    const refused: Fault = { on: "selfsubjectaccessreviews", times: "always", do: { type: "status", code: 403 } };
    const seen = await listFrom({ data: cluster, forbidden: ["deployments"], faults: [refused] });
    expect(seen.notListed).toMatchObject([{ resource: "deployments", listedIn: [], notListedIn: ["team-0", "team-1", "team-2"] }]);
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
  });

  test("a resource that the server does not have is named", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "cronjobs", do: { type: "status", code: 404 } }] });
    expect(seen.notListed).toEqual([{ resource: "cronjobs", permission: "list cronjobs.batch at cluster scope", message: "The server has no cronjobs of batch/v1." }]);
  });
});
