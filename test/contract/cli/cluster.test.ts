import { describe, expect, it } from "vitest";
import { execUser, writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { folderWith, ndjson, runCli } from "../../support/cli.ts";
import { POLICY, pod } from "../../support/cliData.ts";
import { serve } from "../cluster/support.ts";

const DATA = { pods: [pod("cart", { namespace: "shop", privileged: true }), pod("db", { namespace: "data" })] };

/** A folder with a policy and a kubeconfig for a test server, and the command line in it, away from the user's own files. */
async function place(user: Record<string, unknown> = { token: "test-token" }, forbidden: string[] = [], allowedIn: Record<string, string[]> = {}) {
  const server = await serve({ data: DATA, forbidden, allowedIn });
  const cwd = folderWith({ "policy.yaml": POLICY });
  const kubeconfig = await writeKubeconfig(cwd, server, { context: "prod", user });
  const run = (...args: string[]) => runCli(args, { cwd, env: { HOME: cwd, XDG_DATA_HOME: cwd } });
  const scan = (...args: string[]) => run("scan", "--context", "prod", "--kubeconfig", kubeconfig, "--policy", "policy.yaml", "--format", "ndjson", ...args);
  return { run, scan, kubeconfig, server };
}

describe("a live cluster", () => {
  it("is listed and judged", async () => {
    const { scan } = await place();
    const { code, stdout, stderr } = await scan();
    expect([code, stderr]).toEqual([1, ""]);
    expect(ndjson(stdout).slice(1, -1).map(({ name, verdict }) => [name, verdict])).toEqual([["cart", "block"], ["db", "allow"]]);
    expect(ndjson(stdout)[0]).toMatchObject({ sources: ["context prod"] });
  });

  it("a resource that may not be listed is named with the missing permission", async () => {
    const { scan } = await place(undefined, ["deployments"]);
    const { stdout, stderr } = await scan("--fail-on", "never");
    expect(stderr).toMatch(/^note: the user of context prod may not list deployments at cluster scope/);
    expect(stderr).toMatch(/^warning: deployments.* could not be listed \(needs /m);
    expect(ndjson(stdout).at(-1)).toMatchObject({ coverage: { notListed: [{ permission: expect.any(String) as string }] } });
  });

  it("a sign-in command runs only when it is allowed", async () => {
    const { scan } = await place(execUser("test-token"));
    const refused = await scan();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("add --allow-exec");
    expect((await scan("--allow-exec")).code).toBe(1);
  });

  it("is read in the namespaces that are named, at the rate that is set", async () => {
    const { scan } = await place();
    const { stdout } = await scan("--only-namespace", "data", "--rate", "500");
    expect(ndjson(stdout).slice(1, -1).map(({ name }) => name)).toEqual(["db"]);
    expect(ndjson(stdout).at(-1)).toMatchObject({ coverage: { onlyNamespaces: ["data"] } });
    expect((await scan("--rate", "fast")).stderr).toContain("Write a number from 0.1 to 10000.");
  });

  it("is checked: what may be listed, and where", async () => {
    const { run, kubeconfig } = await place(undefined, ["pods", "jobs"], { default: ["pods"] });
    const { code, stdout } = await run("snapshot", "check", "--context", "prod", "--kubeconfig", kubeconfig, "--store", "store");
    expect(code).toBe(0);
    expect(stdout).toContain("prod: reachable, Kubernetes v1.34.1");
    expect(stdout).toMatch(/pods +in namespace default; others are tried one by one\n/);
    expect(stdout).toMatch(/jobs +not at cluster scope\n/);
    expect(stdout).toMatch(/deployments +in all namespaces\n/);
  });

  it("an unknown context is refused", async () => {
    const { run, kubeconfig } = await place();
    const { code, stderr } = await run("scan", "--context", "prdo", "--kubeconfig", kubeconfig, "--policy", "policy.yaml");
    expect(code).toBe(2);
    expect(stderr).toContain("prdo");
  });

  it("is taken as a snapshot that can be scanned without it", async () => {
    const { run, kubeconfig, server } = await place();
    const taken = await run("snapshot", "take", "--context", "prod", "--kubeconfig", kubeconfig, "--store", "store", "--name", "before", "--format", "json");
    expect(taken.code).toBe(0);
    expect(JSON.parse(taken.stdout)).toMatchObject({ snapshot: { name: "before", origin: "context", objects: 2 } });
    await server.stop();
    expect((await run("scan", "before", "--store", "store", "--policy", "policy.yaml")).code).toBe(1);
  });
});
