import { describe, expect, test } from "vitest";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { startHttpProxy, startSocksProxy } from "../../support/apiServer/proxies.ts";
import type { ApiServer } from "../../support/apiServer/server.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { afterTest, expectedNames, failureOf, list, serve, temporaryFolder, type Seen } from "./support.ts";

const cluster = makeCluster(25);
const pods = expectedNames(cluster["pods"]);

async function listWith(server: ApiServer, entry: Record<string, unknown> = {}): Promise<Seen> {
  return list(await writeKubeconfig(await temporaryFolder(), server, { context: "test", cluster: entry, user: { token: "test-token" } }));
}

describe("the server's certificate", () => {
  test("that has expired: the clock is named too, and it is not tried again", async () => {
    const server = await serve({ data: cluster, certificate: "expired" });
    const seen = await listWith(server);
    const failure = failureOf(seen.result);
    expect(failure.code).toBe("unreachable");
    expect(failure.message).toMatch(/The certificate of 127\.0\.0\.1:\d+ has expired, or this computer's clock is wrong: it says \d{4}-/);
    expect(failure.remedy).toContain("Correct the clock");
    expect(seen.connections.length).toBe(1);
  });

  test("that is not valid yet", async () => {
    const server = await serve({ data: cluster, certificate: "notYetValid" });
    expect(failureOf((await listWith(server)).result).message).toContain("is not valid yet, or this computer's clock is wrong");
  });

  test("for another name: its names are told, and tls-server-name helps", async () => {
    const server = await serve({ data: cluster, certificate: "otherName" });
    const failure = failureOf((await listWith(server)).result);
    expect(failure.message).toContain("is made out for other names");
    expect(failure.message).toContain("elsewhere.example");
    expect(failure.remedy).toContain("`tls-server-name`");
    expect((await listWith(server, { "tls-server-name": "elsewhere.example" })).names("pods")).toEqual(pods);
    expect(failureOf((await listWith(server, { "tls-server-name": "third.example" })).result).message).toContain("is made out for other names");
  });

  test("of an unknown authority", async () => {
    const server = await serve({ data: cluster, certificate: "otherAuthority" });
    expect(failureOf((await listWith(server)).result).message).toContain("is not signed by an authority that is trusted for this cluster");
  });

  test("is checked against the system's authorities where the kubeconfig names none", async () => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listWith(server, { "certificate-authority-data": undefined })).result).message).toContain("is not signed by an authority");
  });

  test("is not checked only where the kubeconfig says so", async () => {
    const server = await serve({ data: cluster, certificate: "otherAuthority" });
    expect((await listWith(server, { "insecure-skip-tls-verify": true })).names("pods")).toEqual(pods);
  });
});

describe("the address", () => {
  test("may have a path in front", async () => {
    const server = await serve({ data: cluster, basePath: "/k8s/clusters/c-1" });
    expect((await listWith(server)).names("pods")).toEqual(pods);
    expect((await listWith(server, { server: `${server.url}/` })).names("pods")).toEqual(pods);
  });

  test("may be a name", async () => {
    const server = await serve({ data: cluster });
    expect((await listWith(server, { server: `https://localhost:${server.port}` })).names("pods")).toEqual(pods);
  });

  test("that no name server knows", async () => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listWith(server, { server: "https://no-such-cluster.invalid:6443" })).result).message).toContain("no-such-cluster.invalid cannot be resolved");
  });
});

describe("a proxy", () => {
  test.each(["http", "socks5"] as const)("%s: everything goes through it, and it is what is connected to", async (kind) => {
    const server = await serve({ data: cluster });
    const proxy = await (kind === "http" ? startHttpProxy() : startSocksProxy());
    afterTest(proxy.stop);
    const seen = await listWith(server, { "proxy-url": `${kind}://127.0.0.1:${proxy.port}` });
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(pods);
    expect(proxy.targets.length).toBe(server.connections().accepted);
    expect(new Set(proxy.targets)).toEqual(new Set([`127.0.0.1:${server.port}`]));
    for (const connection of seen.connections) expect(connection).toMatchObject({ host: "127.0.0.1", port: proxy.port, purpose: `proxy of context test, to its API server 127.0.0.1:${server.port}` });
  });

  test.each(["http", "socks5"] as const)("%s: with user name and password", async (kind) => {
    const server = await serve({ data: cluster });
    const proxy = await (kind === "http" ? startHttpProxy("me:se%cret") : startSocksProxy("me:se%cret"));
    afterTest(proxy.stop);
    expect((await listWith(server, { "proxy-url": `${kind}://me:se%25cret@127.0.0.1:${proxy.port}` })).names("pods")).toEqual(pods);
    expect(failureOf((await listWith(server, { "proxy-url": `${kind}://me:wrong@127.0.0.1:${proxy.port}` })).result).message).toMatch(/The proxy 127\.0\.0\.1:\d+ makes no connection to 127\.0\.0\.1:\d+: /);
  });

  test("of the environment is not used", async () => {
    const server = await serve({ data: cluster });
    const before = process.env["HTTPS_PROXY"];
    process.env["HTTPS_PROXY"] = "http://127.0.0.1:9";
    try {
      expect((await listWith(server)).names("pods")).toEqual(pods);
    } finally {
      if (before === undefined) delete process.env["HTTPS_PROXY"];
      else process.env["HTTPS_PROXY"] = before;
    }
  });
});
