import { describe, expect, test } from "vitest";
import { checkContext } from "../../../main/cluster/check.ts";
import type { Connection } from "../../../shared/ipc/contract.ts";
import { execUser, writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import type { ApiServer, ApiServerOptions } from "../../support/apiServer/server.ts";
import { failureOf, serve, temporaryFolder } from "./support.ts";

async function check(server: ApiServer, options: { user?: Record<string, unknown>; timeoutMs?: number; onConnection?: (connection: Connection) => void } = {}) {
  const folder = await temporaryFolder();
  const file = await writeKubeconfig(folder, server, { context: "test", user: options.user ?? { token: "test-token" } });
  return checkContext({ ...options, context: "test", kubeconfigs: [file], allowExec: false, environment: { home: folder } });
}

async function checked(options: Partial<ApiServerOptions>, more: Parameters<typeof check>[1] = {}) {
  const result = await check(await serve({ data: {}, ...options }), more);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe("checking a context", () => {
  test("tells the version and what may be listed", async () => {
    const connections: Connection[] = [];
    const server = await serve({ data: {}, forbidden: ["pods", "jobs"] });
    const result = await check(server, { onConnection: (connection) => connections.push(connection) });
    if (!result.ok) throw new Error(result.error.message);
    const answer = result.value;
    expect(answer).toMatchObject({ context: "test", reachable: true, serverVersion: "v1.34.1" });
    expect(answer.message).toBeUndefined();
    expect(answer.rights.length).toBe(9);
    expect(answer.rights.filter(({ allowed }) => !allowed).map(({ resource }) => resource)).toEqual(["pods", "jobs"]);
    expect(answer.namespaceRights).toBeUndefined();
    // One check is one connection.
    expect([connections.length, server.connections().accepted]).toEqual([1, 1]);
    expect(connections[0]).toMatchObject({ host: "127.0.0.1", purpose: "API server of context test" });
  });

  test("tells what may be listed in the context's own namespace alone", async () => {
    const answer = await checked({ forbidden: ["pods", "jobs", "deployments"], allowedIn: { default: ["pods", "deployments"] } });
    expect(answer.namespaceRights).toEqual({ namespace: "default", resources: ["pods", "deployments"] });
  });

  test("asks for the rights even where the version is kept secret", async () => {
    const answer = await checked({ faults: [{ on: "version", do: { type: "status", code: 403 } }] });
    expect(answer.serverVersion).toBeUndefined();
    expect(answer.rights.every(({ allowed }) => allowed)).toBe(true);
  });

  test("a server that does not know the user is reachable", async () => {
    const answer = await checked({ tokens: [] });
    expect(answer).toMatchObject({ reachable: true, rights: [] });
    expect(answer.message).toContain('does not accept user "test-user"');
  });

  test("rights that cannot be found out are left out, and it is said", async () => {
    const answer = await checked({ faults: [{ on: "selfsubjectaccessreviews", times: "always", do: { type: "status", code: 403 } }] });
    expect(answer).toMatchObject({ reachable: true, serverVersion: "v1.34.1", rights: [] });
    expect(answer.message).toContain("What may be listed cannot be found out.");
  });

  test("a server that does not answer in time is not reachable", async () => {
    const answer = await checked({ faults: [{ on: "version", do: { type: "hang" } }] }, { timeoutMs: 300 });
    expect(answer).toMatchObject({ reachable: false, rights: [] });
    expect(answer.message).toMatch(/does not answer|did not answer within 0\.3 s/);
  });

  test("a server that is gone", async () => {
    const server = await serve({ data: {} });
    await server.stop();
    expect(await check(server)).toMatchObject({ ok: true, value: { reachable: false, message: expect.stringContaining("refuses connections") as string } });
  });

  test("an expired certificate", async () => {
    expect(await checked({ certificate: "expired" })).toMatchObject({ reachable: false, message: expect.stringContaining("has expired") as string });
  });

  test("something else than an API server", async () => {
    const answer = await checked({ faults: [{ on: "version", do: { type: "body", contentType: "text/html", text: "<html>" } }] });
    expect(answer).toMatchObject({ reachable: false, message: expect.stringContaining("is not a Kubernetes API server") as string });
  });

  test("clocks that are far apart are named", async () => {
    const answer = await checked({ clockOffsetMs: -3 * 3600_000 });
    expect(answer.reachable).toBe(true);
    expect(answer.message).toContain("180 minutes apart");
  });

  test("a plugin that was not agreed to is not run", async () => {
    const server = await serve({ data: {} });
    expect(failureOf(await check(server, { user: execUser("test-token") })).code).toBe("consent-needed");
    expect(server.requests).toEqual([]);
  });
});
