import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "../../support/cli.ts";
import { CLUSTER, POLICY } from "../../support/cliData.ts";

/** A folder with a store of its own, and the command line in it. */
function workplace(files: Record<string, string> = {}) {
  const cwd = folderWith({ "policy.yaml": POLICY, "cluster.json": CLUSTER, ...files });
  const run = (...args: string[]) => runCli([...args, "--store", "store"], { cwd });
  const json = async (...args: string[]) => JSON.parse((await run(...args, "--format", "json")).stdout) as Record<string, unknown>;
  return { cwd, run, json };
}

describe("policy", () => {
  it("imports, lists, shows, exports and deletes", async () => {
    const { cwd, run, json } = workplace();
    expect(await json("policy", "import", "policy.yaml")).toMatchObject({ schema: "sallyport/policy-import/v1", items: [{ name: "shop", outcome: "created", version: 1 }], problems: [] });
    expect(await json("policy", "import", "policy.yaml")).toMatchObject({ items: [{ outcome: "unchanged", version: 1 }] });
    expect(await json("policy", "list")).toMatchObject({ schema: "sallyport/policies/v1", policies: [{ name: "shop", ruleCount: 2, version: 1 }] });
    expect((await run("policy", "show", "shop")).stdout).toContain("privileged containers");
    expect(await json("policy", "show", "shop")).toMatchObject({ schema: "sallyport/saved-policy/v1", version: 1, policy: { name: "shop" } });

    await run("policy", "export", "shop", "--to", "custom-resource", "--output", "exported.yaml");
    expect(readFileSync(join(cwd, "exported.yaml"), "utf8")).toContain("kind: ClusterPolicy");
    expect(await json("policy", "export", "shop", "--to", "api")).toMatchObject({ schema: "sallyport/policy-export/v1", name: "shop", to: "api", lossy: [] });

    expect(await json("policy", "delete", "shop")).toEqual({ schema: "sallyport/policy-delete/v1", deleted: ["shop"] });
    expect(await run("policy", "show", "shop")).toMatchObject({ code: 2, stderr: expect.stringContaining("shop") });
  });

  it("keeps versions and restores one", async () => {
    const { run, json } = workplace({ "changed.yaml": POLICY.replace("action: block", "action: log") });
    await run("policy", "import", "policy.yaml");
    expect(await json("policy", "import", "changed.yaml")).toMatchObject({ items: [{ outcome: "changed", version: 2 }] });
    expect(await run("policy", "restore", "shop", "--version", "1")).toMatchObject({ code: 0, stdout: "Version 1 of shop is restored as version 3.\n" });
    expect(await json("policy", "history", "shop")).toMatchObject({ schema: "sallyport/policy-history/v1", versions: [{ version: 3 }, { version: 2 }, { version: 1 }] });
    expect(await json("policy", "show", "shop")).toMatchObject({ policy: { cluster: { rules: [{ action: "block" }, {}] } } });
    expect(await json("policy", "show", "shop", "--version", "2")).toMatchObject({ policy: { cluster: { rules: [{ action: "log" }, {}] } } });
    expect((await run("policy", "history", "nobody")).code).toBe(2);
  });

  it("tells what a format cannot carry before it writes", async () => {
    const { run } = workplace({ "own.yaml": "schema: sallyport/policy/v1\nname: own\nunsetFields: ignored\ncluster:\n  rules: [{type: privileged, enabled: false}]\n" });
    await run("policy", "import", "own.yaml");
    const { stdout, stderr } = await run("policy", "export", "own", "--to", "custom-resource");
    expect(stderr).toMatch(/^lossy: 2 items/);
    expect(stderr).toContain("Rule 1 (privileged) is switched off");
    expect(stdout).not.toContain("privileged");
  });

  it("an import that takes nothing of a file ends with 2; the others are taken", async () => {
    const { run, json } = workplace({ "broken.yaml": "a: [" });
    const { code, stderr } = await run("policy", "import", "broken.yaml", "policy.yaml");
    expect(code).toBe(2);
    expect(stderr).toContain("broken.yaml:");
    expect(await json("policy", "list")).toMatchObject({ policies: [{ name: "shop" }] });
  });

  it("validates files without a store", async () => {
    const cwd = folderWith({ "policy.yaml": POLICY, "bad.yaml": `${POLICY}    - type: imageColour\n` });
    expect(await runCli(["policy", "validate", "policy.yaml"], { cwd })).toMatchObject({ code: 0, stdout: "policy.yaml: policy shop (custom-resource), 2 rules\n" });
    const bad = await runCli(["policy", "validate", "policy.yaml", "bad.yaml", "--format", "json"], { cwd });
    expect(bad.code).toBe(2);
    expect(JSON.parse(bad.stdout)).toMatchObject({
      schema: "sallyport/policy-validation/v1",
      valid: false,
      files: [{ problems: [] }, { problems: [{ details: { line: 21, column: 13 } }] }],
    });
  });

  it("a stored policy judges, with the store's settings", async () => {
    const { run } = workplace();
    await run("policy", "import", "policy.yaml");
    const { code, stdout } = await run("scan", "cluster.json", "--policy", "shop", "--format", "ndjson");
    expect(code).toBe(1);
    expect(JSON.parse(stdout.split("\n", 1)[0] ?? "")).toMatchObject({ policy: { name: "shop", store: "shop", version: 1 }, excludedNamespaces: ["kube-system"] });
  });
});

describe("snapshot", () => {
  it("imports files, lists snapshots, and they can be scanned by name", async () => {
    const { run, json } = workplace();
    expect(await json("snapshot", "import", "cluster.json", "--name", "prod")).toMatchObject({ schema: "sallyport/snapshot/v1", snapshot: { name: "prod", objects: 6 } });
    expect(await json("snapshot", "list")).toMatchObject({ schema: "sallyport/snapshots/v1", snapshots: [{ name: "prod" }] });
    const stored = await run("scan", "prod", "--policy", "policy.yaml", "--group-by", "object", "--format", "ndjson");
    const direct = await run("scan", "cluster.json", "--policy", "policy.yaml", "--group-by", "object", "--format", "ndjson");
    const verdicts = (text: string) => text.split("\n").slice(1, -2).map((line) => (JSON.parse(line) as { verdict: string }).verdict);
    expect(verdicts(stored.stdout)).toEqual(verdicts(direct.stdout));
    expect(stored.code).toBe(1);
  });

  it("a source that does not exist leaves no snapshot", async () => {
    const { run, json } = workplace();
    expect((await run("snapshot", "import", "nothing.json")).code).toBe(2);
    expect(await json("snapshot", "list")).toMatchObject({ snapshots: [] });
  });
});
