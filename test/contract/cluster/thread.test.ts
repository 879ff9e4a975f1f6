import { describe, expect, test } from "vitest";
import type { HttpThread } from "../../../main/cluster/http/thread/client.ts";
import { HTTP_LIMITS, type HttpClient } from "../../../main/cluster/http/client.ts";
import { resolveContext } from "../../../main/cluster/kubeconfig/context.ts";
import { readKubeconfigs } from "../../../main/cluster/kubeconfig/files.ts";
import { readTlsMaterial } from "../../../main/cluster/kubeconfig/material.ts";
import { mergeKubeconfigs } from "../../../main/cluster/kubeconfig/merge.ts";
import { walkerModule } from "../../../main/files/walker/index.ts";
import type { Connection } from "../../../shared/ipc/contract.ts";
import type { Fault, FaultAction } from "../../support/apiServer/faults.ts";
import { startHttpProxy } from "../../support/apiServer/proxies.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import type { ApiServerOptions } from "../../support/apiServer/server.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { afterTest, serve, startedThread, temporaryFolder } from "./support.ts";

const cluster = makeCluster(2500);

async function valueOf<T>(result: Promise<{ ok: true; value: T } | { ok: false; error: unknown }> | { ok: true; value: T } | { ok: false; error: unknown }): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled.error));
  return settled.value;
}

interface Opened {
  thread: HttpThread;
  client: HttpClient;
  server: Awaited<ReturnType<typeof serve>>;
  connections: Connection[];
}

/** A client in the thread for a server with faults. */
async function open(options: Partial<ApiServerOptions> = {}, entry: Record<string, unknown> = {}): Promise<Opened> {
  const server = await serve({ data: cluster, ...options });
  const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", cluster: entry, user: { token: "test-token" } });
  const context = await valueOf(resolveContext(mergeKubeconfigs(await readKubeconfigs({ home: "/nowhere" }, [file])), "test"));
  const material = await valueOf(readTlsMaterial(context));
  const thread = await startedThread();
  afterTest(() => Promise.resolve(thread.close()));
  const connections: Connection[] = [];
  const client = thread.createClient({ context, material, limits: { ...HTTP_LIMITS, silenceMs: 500 }, onConnection: (connection) => connections.push(connection), onBytes: () => undefined });
  return { thread, client, server, connections };
}

const ask = (client: HttpClient, path: string, signal = new AbortController().signal) =>
  client.request({ method: "GET", path, headers: { authorization: "Bearer test-token" }, signal });

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: string[] = [];
  for await (const piece of body) parts.push(piece.toString("latin1"));
  return parts.join("");
}

describe.skipIf(walkerModule() === undefined)("the thread of large lists", () => {
  test("gives a body of several slices as the server sent it, and tells of the connection", async () => {
    const { client, connections, server } = await open();
    const reply = await ask(client, "/api/v1/pods?limit=2500");
    expect(reply.status).toBe(200);
    const list = JSON.parse(await textOf(reply.body)) as { items: { metadata: { name: string } }[] };
    expect(list.items.map(({ metadata }) => metadata.name)).toEqual(cluster["pods"]?.map(({ metadata }) => (metadata as { name: string }).name));
    expect(connections).toMatchObject([{ host: "127.0.0.1", port: server.port, purpose: "API server of context test" }]);
  });

  test("goes through a proxy, and unpacks", async () => {
    const proxy = await startHttpProxy();
    afterTest(proxy.stop);
    const { client, server } = await open({}, { "proxy-url": `http://127.0.0.1:${proxy.port}` });
    const list = JSON.parse(await textOf((await ask(client, "/api/v1/pods?limit=2500")).body)) as { items: unknown[] };
    expect(list.items.length).toBe(2500);
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("gzip");
    expect(proxy.targets.length).toBe(1);
  });

  const broken: [string, FaultAction, string][] = [
    ["a reset in the middle", { type: "reset", afterBytes: 200_000 }, "ECONNRESET"],
    ["silence in the middle", { type: "stall", afterBytes: 200_000 }, "SILENT"],
    ["silence before the answer", { type: "hang" }, "SILENT"],
  ];
  test.each(broken)("%s fails as it does without a thread, and the next answer is whole", async (_name, action, code) => {
    const faults: Fault[] = [{ on: "pods", do: action }];
    const { client } = await open({ faults });
    await expect(ask(client, "/api/v1/pods?limit=2500").then(({ body }) => textOf(body))).rejects.toMatchObject({ code });
    expect((await textOf((await ask(client, "/api/v1/pods?limit=10")).body)).length).toBeGreaterThan(1000);
  });

  test("a certificate that is not trusted is told with its names", async () => {
    const { client } = await open({ certificate: "otherName" });
    await expect(ask(client, "/api/v1/pods?limit=1")).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID", cert: { subjectaltname: expect.stringContaining("elsewhere.example") as unknown } });
  });

  test("cancelling ends a request at once, and what is left unread does not hold up the next", async () => {
    const { client, server } = await open({ faults: [{ on: "jobs", do: { type: "hang" } }] });
    const stop = new AbortController();
    const hanging = ask(client, "/apis/batch/v1/jobs?limit=10", stop.signal);
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ code: "ABORTED" });
    for (let round = 0; round < 8; round++) (await ask(client, "/api/v1/pods?limit=2500")).discard();
    for await (const piece of (await ask(client, "/api/v1/pods?limit=2500")).body) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(JSON.parse(await textOf((await ask(client, "/api/v1/namespaces?limit=10")).body))).toMatchObject({ kind: "NamespaceList" });
    client.close();
    await expect.poll(() => server.connections().open).toBe(0);
  });

  test("when it ends, what was asked fails", async () => {
    const { client, thread } = await open({ faults: [{ on: "pods", do: { type: "hang" } }] });
    const hanging = ask(client, "/api/v1/pods?limit=10");
    thread.close();
    await expect(hanging).rejects.toMatchObject({ code: "THREAD_ENDED" });
    expect(thread.isReady()).toBe(false);
  });
});
