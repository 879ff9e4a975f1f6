import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import type { Fault, FaultAction } from "../../support/apiServer/faults.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { afterTest, expectedNames, failureOf, list, listFrom, serve, temporaryFolder } from "./support.ts";

type HttpLimits = { silenceMs?: number; answerMs?: number };

const cluster = makeCluster(45);
const pods = expectedNames(cluster["pods"]);

/** Failures of one page that are over when it is asked for again. */
const passing: [string, FaultAction][] = [
  ["an internal error", { type: "status", code: 500 }],
  ["an error of a gateway", { type: "status", code: 502 }],
  ["a connection reset before the body", { type: "reset", afterBytes: 0 }],
  ["a connection reset in the middle of the body", { type: "reset", afterBytes: 300 }],
  ["a body cut short as if it were whole", { type: "cut", afterBytes: 2000 }],
  ["a body that falls silent", { type: "stall", afterBytes: 300 }],
  ["no answer", { type: "hang" }],
  ["a web page", { type: "body", contentType: "text/html", text: "<html>Please sign in</html>" }],
  ["an empty answer", { type: "body", contentType: "application/json", text: "" }],
  ["another kind of object", { type: "body", contentType: "application/json", text: '{"kind":"Status","status":"Success"}' }],
  ["a broken item", { type: "body", contentType: "application/json", text: '{"kind":"PodList","items":[{"metadata":{"name":01}}]}' }],
];

describe("one page that fails once", () => {
  test.each(passing)("%s: the list is complete, nothing is given twice", async (_name, action) => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 2, do: action }] }, { limits: ["stall", "hang"].includes(action.type) ? { silenceMs: 1000 } : {} });
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(pods);
    expect(seen.notListed).toEqual([]);
    expect(seen.progress.some(({ what }) => /Attempt [23] of 5/.test(what))).toBe(true);
  });

  test("a list whose every page breaks off at a different place is complete", async () => {
    const faults: Fault[] = [0, 1, 2, 3, 4].map((page) => ({ on: "pods", page, do: { type: "cut", afterBytes: 900 + page * 700 } }));
    const seen = await listFrom({ data: cluster, faults });
    expect(seen.names("pods")).toEqual(pods);
    expect(seen.notListed).toEqual([]);
  });

  test("a slow trickle is read to its end", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 1, do: { type: "trickle", bytes: 60, everyMs: 5 } }] });
    expect(seen.names("pods")).toEqual(pods);
  });
});

describe("one resource that fails for ever", () => {
  const cases: [string, FaultAction, string, HttpLimits?][] = [
    ["internal errors", { type: "status", code: 500, message: "etcdserver: no leader" }, 'answered 500, "etcdserver: no leader"'],
    ["resets", { type: "reset", afterBytes: 300 }, "closed the connection"],
    ["cut bodies", { type: "cut", afterBytes: 60 }, "sent no whole list: the answer was cut short"],
    ["silence", { type: "stall", afterBytes: 20 }, "does not answer", { silenceMs: 1000 }],
    ["a web page", { type: "body", contentType: "text/html", text: "<html>" }, "it is a web page, not JSON"],
    ["a trickle that would take for ever", { type: "trickle", bytes: 1, everyMs: 50 }, "answers too slowly", { answerMs: 600 }],
  ];
  test.each(cases)("%s: coverage says what is missing, the rest goes on", async (_name, action, message, limits) => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", page: 3, times: "always", do: action }] }, { limits: { attempts: 2, ...limits } });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods")).toEqual(pods.slice(0, 30));
    expect(seen.notListed.map(({ resource }) => resource)).toEqual(["pods"]);
    expect(seen.notListed[0]?.message).toContain("Only the first 30 pods were read.");
    expect(seen.notListed[0]?.message).toContain(message);
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
  });

  test("a redirect is not followed", async () => {
    const elsewhere = await serve({ data: cluster });
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", do: { type: "redirect", location: `${elsewhere.url}/api/v1/pods` } }] });
    expect(seen.notListed).toMatchObject([{ resource: "pods", message: expect.stringContaining(`The server answered 302 and sends to ${elsewhere.url}, where nobody is asked: check`) as unknown }]);
    expect(elsewhere.requests).toEqual([]);
    expect(new Set(seen.connections.map(({ port }) => port))).toEqual(new Set([seen.server.port]));
  });
});

describe("a server that pages for ever", () => {
  test("by ever new objects: ends at the limit, and coverage says so", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", times: "always", do: { type: "freshPages" } }] }, { limits: { objects: 200 } });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods").length).toBe(210);
    expect(seen.notListed[0]?.message).toContain("gives more than 200 pods and no end of them");
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
  });

  test("by far more objects than it said there are: ends soon, and coverage says so", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", times: "always", do: { type: "freshPages" } }] }, { limits: { pageSize: 500 } });
    expect(seen.names("pods").length).toBeLessThan(11_000);
    expect(seen.notListed[0]?.message).toContain("pods and no end of them");
  });

  const cases: [string, FaultAction][] = [
    ["by the same token", { type: "sameToken" }],
    ["by new tokens for the same objects", { type: "endlessPages" }],
    ["by empty pages", { type: "emptyPages" }],
  ];
  test.each(cases)("%s: ends, and coverage says so", async (_name, action) => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "pods", times: "always", do: action }] });
    expect(seen.result.ok).toBe(true);
    expect(seen.notListed[0]?.message).toContain('gives the same pages of pods over and over');
    expect(seen.names("pods")).toEqual(action.type === "emptyPages" ? [] : pods.slice(0, 10));
    expect(seen.names("deployments")).toEqual(expectedNames(cluster["deployments"]));
  });
});

describe("a large page", () => {
  test("of many megabytes is read item by item", async () => {
    const [first] = cluster["pods"] ?? [];
    const big = Array.from({ length: 10 }, (_, index) => ({ ...first, metadata: { name: `big-${index}`, annotations: { note: "x".repeat(1024 * 1024) } } }));
    const seen = await listFrom({ data: { pods: big } }, { limits: { pageSize: 500 } });
    expect(seen.names("pods")).toEqual(expectedNames(big));
    expect(seen.notListed).toEqual([]);
  });

  test("of 40 MB, from a server that keeps to no page size, is read item by item", async () => {
    const [first] = cluster["pods"] ?? [];
    const many = Array.from({ length: 400 }, (_, index) => ({ ...first, metadata: { name: `wide-${index}`, annotations: { note: "x".repeat(100 * 1024) } } }));
    const seen = await listFrom({ data: { pods: many }, faults: [{ on: "pods", do: { type: "wholeList" } }] });
    expect(seen.names("pods")).toEqual(expectedNames(many));
    expect(seen.progress.at(-1)?.bytes).toBeGreaterThan(40_000_000);
    expect(seen.notListed).toEqual([]);
  });

  test("beyond all measure is refused", async () => {
    const seen = await listFrom({ data: cluster }, { limits: { bodyBytes: 2000 } });
    expect(seen.notListed.map(({ resource }) => resource)).toContain("pods");
    expect(seen.notListed[0]?.message).toContain("sends more than can be one answer");
  });
});

describe("a server that is not there", () => {
  test("refuses connections: one message for all", async () => {
    const server = await serve({ data: cluster });
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "gone", user: { token: "test-token" } });
    await server.stop();
    const seen = await list(file, { limits: { attempts: 2 } });
    expect(failureOf(seen.result)).toMatchObject({ code: "unreachable", message: `127.0.0.1:${server.port} refuses connections.` });
    expect(seen.notListed).toEqual([]);
  });

  test("goes away in the middle: what was read is kept, all that is missing is named", async () => {
    const server = await serve({ data: cluster });
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "leaving", user: { token: "test-token" } });
    let stopped: Promise<void> | undefined;
    const seen = await list(file, {
      limits: { attempts: 2 },
      onProgress: ({ what }) => { if (what.startsWith("pods")) stopped ??= server.stop(); },
    });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("namespaces").length).toBe(3);
    expect(seen.notListed.map(({ resource }) => resource)).toEqual(["pods", "replicasets", "deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicationcontrollers"]);
  });

  test("does not speak TLS", async () => {
    const plain = createServer((socket) => socket.on("error", () => undefined).resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    afterTest(() => new Promise((resolve) => plain.close(resolve)));
    const server = await serve({ data: {} });
    const { port } = plain.address() as AddressInfo;
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "plain", cluster: { server: `https://127.0.0.1:${port}` }, user: { token: "test-token" } });
    expect(failureOf((await list(file)).result)).toMatchObject({ code: "unreachable", message: `127.0.0.1:${port} does not speak TLS.` });
  });

  test("takes the connection and says nothing: ends, and can be cancelled", async () => {
    const mute = createServer((socket) => socket.on("error", () => undefined).resume());
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    afterTest(() => new Promise((resolve) => mute.close(resolve)));
    const server = await serve({ data: {} });
    const { port } = mute.address() as AddressInfo;
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "mute", cluster: { server: `https://127.0.0.1:${port}` }, user: { token: "test-token" } });
    const waited = await list(file, { limits: { silenceMs: 100, attempts: 6 } });
    expect(failureOf(waited.result)).toMatchObject({ code: "unreachable" });
    expect(failureOf(waited.result).message).toContain(`127.0.0.1:${port} does not answer`);
    const controller = new AbortController();
    const cancelled = await list(file, { signal: controller.signal, onConnection: () => setTimeout(() => controller.abort(), 20) });
    expect(failureOf(cancelled.result).code).toBe("cancelled");
  });

  test("answers with errors everywhere: a failure, not an empty cluster", async () => {
    const seen = await listFrom({ data: cluster, faults: [{ on: "*", times: "always", do: { type: "status", code: 500 } }] }, { limits: { attempts: 2 } });
    expect(failureOf(seen.result).message).toContain("answered 500");
  });
});

describe("cancelling", () => {
  const moments: [string, Fault | undefined][] = [
    ["while a page comes in slowly", { on: "pods", page: 1, do: { type: "trickle", bytes: 1, everyMs: 20 } }],
    ["while no answer comes", { on: "pods", page: 1, do: { type: "hang" } }],
    ["while the server is waited for", { on: "pods", page: 1, do: { type: "status", code: 429, retryAfter: "60" } }],
    ["between pages", undefined],
  ];
  test.each(moments)("%s ends it and leaves no connection", async (_name, fault) => {
    const controller = new AbortController();
    const server = await serve({ data: cluster, faults: fault ? [fault] : [] });
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: { token: "test-token" } });
    const seen = await list(file, {
      signal: controller.signal,
      onProgress: ({ what }) => {
        if (what.startsWith("pods") && !controller.signal.aborted) setTimeout(() => controller.abort(), fault ? 50 : 0);
      },
    });
    expect(failureOf(seen.result).code).toBe("cancelled");
    await expect.poll(() => server.connections().open).toBe(0);
  });

  test("before it began connects to nothing", async () => {
    const seen = await listFrom({ data: cluster }, { signal: AbortSignal.abort() });
    expect(failureOf(seen.result).code).toBe("cancelled");
    expect(seen.connections).toEqual([]);
  });
});
