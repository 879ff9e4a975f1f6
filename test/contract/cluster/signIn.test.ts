import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { certificateUser, execUser, writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import type { ApiServer } from "../../support/apiServer/server.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { expectedNames, failureOf, list, serve, temporaryFolder, type Seen } from "./support.ts";

const cluster = makeCluster(35);
const pods = expectedNames(cluster["pods"]);

async function listAs(server: ApiServer, user: Record<string, unknown>, more: { cluster?: Record<string, unknown>; allowExec?: boolean } = {}): Promise<Seen> {
  const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user, cluster: more.cluster });
  return list(file, { allowExec: more.allowExec ?? false });
}

describe("certificates and tokens", () => {
  test("a client certificate, where the server lets nobody else connect", async () => {
    const server = await serve({ data: cluster, tokens: [], requireClientCertificate: true });
    expect((await listAs(server, certificateUser(server))).names("pods")).toEqual(pods);
  });

  test("a client certificate and authority in files beside the kubeconfig", async () => {
    const server = await serve({ data: cluster, tokens: [] });
    const folder = await temporaryFolder();
    const { ca, client } = server.certificates;
    await Promise.all([["ca.crt", ca], ["client.crt", client.cert], ["client.key", client.key]].map(([name, text]) => writeFile(path.join(folder, name ?? ""), text ?? "")));
    const file = await writeKubeconfig(folder, server, {
      context: "files",
      cluster: { "certificate-authority-data": undefined, "certificate-authority": "ca.crt" },
      user: { "client-certificate": "./client.crt", "client-key": "client.key" },
    });
    expect((await list(file)).names("pods")).toEqual(pods);
  });

  test("a server that wants a certificate says so to a user without one", async () => {
    const server = await serve({ data: cluster, requireClientCertificate: true });
    expect(failureOf((await listAs(server, { token: "test-token" })).result)).toMatchObject({
      code: "unauthorized", message: `127.0.0.1:${server.port} wants a client certificate, and context "test" has none.`,
    });
  });

  test("a certificate of another authority is not accepted", async () => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listAs(server, certificateUser(server, "foreignClient"))).result)).toMatchObject({
      code: "unauthorized", message: `127.0.0.1:${server.port} does not accept user "test-user" of context "test" (Unauthorized).`,
    });
  });

  test("an expired certificate is named as the likely reason", async () => {
    const server = await serve({ data: cluster });
    const failure = failureOf((await listAs(server, certificateUser(server, "expiredClient"))).result);
    expect(failure.code).toBe("unauthorized");
    expect(failure.message).toMatch(/The client certificate expired on \d{4}-.*; this computer's clock says \d{4}-/);
  });

  test("a user name and password", async () => {
    const server = await serve({ data: cluster, tokens: [] });
    expect((await listAs(server, { username: "auditor", password: "secret" })).names("pods")).toEqual(pods);
  });

  test("impersonation goes along", async () => {
    const server = await serve({ data: cluster });
    await listAs(server, { "token": "test-token", "as": "alice", "as-uid": "7", "as-groups": ["dev", "ops"], "as-user-extra": { "example.org/Team": ["a"] } });
    expect(server.requests[0]?.headers).toMatchObject({ "impersonate-user": "alice", "impersonate-uid": "7", "impersonate-group": "dev, ops", "impersonate-extra-example.org%2fteam": "a" });
  });

  test("a wrong token ends with what to do", async () => {
    const server = await serve({ data: cluster });
    const failure = failureOf((await listAs(server, { token: "old" })).result);
    expect(failure).toMatchObject({ code: "unauthorized", message: `127.0.0.1:${server.port} does not accept user "test-user" of context "test" (Unauthorized).` });
    expect(failure.remedy).toContain("Sign in again");
    expect(server.requests.length).toBe(1);
  });

  test("a token that is taken away in the middle (401): what was read is kept, all that is missing is named", async () => {
    const server = await serve({ data: cluster, faults: [{ on: "pods", page: 2, times: "always", do: { type: "status", code: 401, message: "token expired" } }] });
    const seen = await listAs(server, { token: "test-token" });
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods")).toEqual(pods.slice(0, 20));
    expect(seen.notListed.map(({ resource }) => resource)).toEqual(["pods", "replicasets", "deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicationcontrollers"]);
    expect(seen.notListed[0]?.message).toMatch(/^Only the first 20 pods were read\. .* does not accept user "test-user" .*\(token expired\)\. Sign in again/);
    // The others are not asked for any more.
    expect(server.requests.at(-1)?.path).toBe("/api/v1/pods");
  });

  test("a refused token on a computer whose clock is wrong: the clock is named", async () => {
    const server = await serve({ data: cluster, clockOffsetMs: 40 * 60_000 });
    const failure = failureOf((await listAs(server, { token: "old" })).result);
    expect(failure.message).toContain("This computer's clock and the server's are 40 minutes apart");
  });

  test("a token that no header can carry is refused before anything is sent", async () => {
    const server = await serve({ data: cluster });
    const seen = await listAs(server, { token: "two\nlines" });
    expect(failureOf(seen.result)).toMatchObject({ code: "invalid-input" });
    expect(seen.connections).toEqual([]);
  });
});

describe("a token file", () => {
  test("is read beside the kubeconfig, and again when the server no longer takes its token", async () => {
    const server = await serve({ data: cluster, tokens: ["first"] });
    const folder = await temporaryFolder();
    const tokenFile = path.join(folder, "token");
    await writeFile(tokenFile, "first\n");
    const file = await writeKubeconfig(folder, server, { context: "test", user: { tokenFile: "token" } });
    let rotated: Promise<void> | undefined;
    const seen = await list(file, {
      onProgress: ({ what }) => {
        if (!what.startsWith("pods") || rotated) return;
        rotated = writeFile(tokenFile, "second");
        server.tokens.delete("first");
        server.tokens.add("second");
      },
    });
    await rotated;
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(pods);
    expect(new Set(server.requests.map(({ headers }) => headers["authorization"]))).toEqual(new Set(["Bearer first", "Bearer second"]));
  });

  test("that is missing is named", async () => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listAs(server, { tokenFile: "nowhere" })).result).message).toMatch(/`tokenFile` points to .*nowhere, and the file does not exist/);
  });
});

describe("an exec plugin", () => {
  test("is not run before the user agreed", async () => {
    const server = await serve({ data: cluster });
    const log = path.join(await temporaryFolder(), "log");
    const seen = await listAs(server, execUser("test-token", log));
    const failure = failureOf(seen.result);
    expect(failure.code).toBe("consent-needed");
    expect(failure.message).toContain(process.execPath);
    expect(failure.message).toContain(log);
    await expect(readFile(log)).rejects.toThrow("ENOENT");
    expect(seen.connections).toEqual([]);
  });

  test("is run once agreed to, and told about the cluster", async () => {
    const server = await serve({ data: cluster });
    const log = path.join(await temporaryFolder(), "log");
    const seen = await listAs(server, execUser("test-token", log), { allowExec: true });
    expect(seen.names("pods")).toEqual(pods);
    const runs = (await readFile(log, "utf8")).trim().split("\n");
    expect(runs.length).toBe(1);
    expect(JSON.parse(runs[0] ?? "")).toMatchObject({
      apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential",
      spec: { interactive: false, cluster: { server: server.url, "certificate-authority-data": Buffer.from(server.certificates.ca).toString("base64") } },
    });
  });

  test("is run again when its token expires in the middle", async () => {
    const server = await serve({ data: cluster, tokens: ["first"] });
    const folder = await temporaryFolder();
    const tokenFile = path.join(folder, "token");
    await writeFile(tokenFile, "first");
    const file = await writeKubeconfig(folder, server, { context: "test", user: execUser(`@${tokenFile}`) });
    let rotated: Promise<void> | undefined;
    const seen = await list(file, {
      allowExec: true,
      onProgress: ({ what }) => {
        if (!what.startsWith("pods") || rotated) return;
        rotated = writeFile(tokenFile, "second");
        server.tokens.delete("first");
        server.tokens.add("second");
      },
    });
    await rotated;
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(pods);
  });

  const failing: [string, Record<string, unknown>, RegExp][] = [
    ["that fails is quoted", execUser("fail"), /exit code 3: no session: sign in first/],
    ["that prints something else", execUser("garbage"), /its answer is not an ExecCredential/],
    ["that is not installed", { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "sallyport-no-such-plugin", installHint: "Get it from the vault." } }, /that command is not found/],
    ["of an old protocol", { exec: { apiVersion: "client.authentication.k8s.io/v1alpha1", command: "x" } }, /by the protocol "client.authentication.k8s.io\/v1alpha1"/],
    ["that asks on a terminal", { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "x", interactiveMode: "Always" } }, /asks questions on a terminal/],
  ];
  test.each(failing)("%s", async (_name, user, message) => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listAs(server, user, { allowExec: true })).result).message).toMatch(message);
  });

  test("that hangs is ended by cancelling", async () => {
    const server = await serve({ data: cluster });
    const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: execUser("hang") });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    expect(failureOf((await list(file, { allowExec: true, signal: controller.signal })).result).code).toBe("cancelled");
  });

  test("is not needed where there is a token", async () => {
    const server = await serve({ data: cluster });
    expect((await listAs(server, { ...execUser("fail"), token: "test-token" })).names("pods")).toEqual(pods);
  });

  test("of the legacy kind is not supported", async () => {
    const server = await serve({ data: cluster });
    expect(failureOf((await listAs(server, { "auth-provider": { name: "gcp" } })).result)).toMatchObject({ code: "not-supported" });
  });
});
