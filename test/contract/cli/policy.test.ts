import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  it("imports, lists, shows and exports", async () => {
    const { cwd, run, json } = workplace();
    expect(await json("policy", "import", "policy.yaml")).toMatchObject({ schema: "sallyport/import/v1", dryRun: false, items: [{ name: "shop", outcome: "created", version: 1 }], problems: [] });
    expect(await json("policy", "import", "policy.yaml")).toMatchObject({ items: [{ outcome: "skipped", issues: [] }] });
    expect(await json("policy", "list")).toMatchObject({ schema: "sallyport/policies/v1", policies: [{ name: "shop", ruleCount: 2, version: 1 }] });
    expect((await run("policy", "show", "shop")).stdout).toContain("privileged containers");
    expect(await json("policy", "show", "shop")).toMatchObject({ schema: "sallyport/saved-policy/v1", version: 1, policy: { name: "shop" } });

    await run("policy", "export", "shop", "--to", "custom-resource", "--output", "exported.yaml");
    expect(readFileSync(join(cwd, "exported.yaml"), "utf8")).toContain("kind: ClusterPolicy");
    expect(await json("policy", "export", "shop", "--to", "api")).toMatchObject({ schema: "sallyport/policy-export/v1", name: "shop", to: "api", lossy: [] });
  });

  it("duplicates, assigns and deletes; what a cluster has stays, and is named", async () => {
    const { run, json } = workplace();
    await run("policy", "import", "policy.yaml");
    expect(await json("policy", "duplicate", "shop")).toMatchObject({ schema: "sallyport/saved-policy/v1", version: 1, policy: { name: "shopPolicy" } });
    expect(JSON.parse((await run("policy", "export", "shop", "shopPolicy", "--to", "api")).stdout)).toMatchObject({ items: [{ name: "shop" }, { name: "shopPolicy" }], totalCount: 2 });
    await run("policy", "assign", "shop", "--context", "prod");
    expect(await run("policy", "delete", "shop", "shopPolicy")).toMatchObject({ code: 2, stdout: "Deleted shopPolicy.\n", stderr: expect.stringContaining("context prod") as unknown });
    expect(await json("policy", "unassign", "--context", "prod")).toEqual({ schema: "sallyport/assignments/v1", assignments: [] });
    expect(await json("policy", "delete", "shop")).toEqual({ schema: "sallyport/policy-delete/v1", deleted: ["shop"], problems: [] });
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
    expect((await run("policy", "export", "shop", "--version", "2", "--to", "custom-resource")).stdout).not.toContain("action: block");
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

  it("previews an import of folders: what is created, changed, renamed, converted and lost; nothing is saved", async () => {
    const { cwd, run, json } = workplace();
    mkdirSync(join(cwd, "all/deep"), { recursive: true });
    writeFileSync(join(cwd, "all/a.yaml"), POLICY.replace("name: shop", "name: team-shop"));
    writeFileSync(join(cwd, "all/deep/b.tf"), 'resource "visionone_container_policy" "b" {\n  name = "B"\n  description = var.d\n  default = { rules = [] }\n}\n');
    writeFileSync(join(cwd, "all/service.yaml"), "apiVersion: v1\nkind: Service\n");
    writeFileSync(join(cwd, "all/ruleset.json"), JSON.stringify({ name: "R", rules: [] }));
    writeFileSync(join(cwd, "all/notes.txt"), "a: [");
    const { code, stdout, stderr } = await run("policy", "import", "all", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would create team_shop \(there “team-shop”\) from .*a\.yaml$/m);
    expect(stdout).toMatch(/^Would create B from .*b\.tf$[\s\S]*^ {2}lost: Line 3, column 17: description is \$\{var\.d\}/m);
    expect(stderr).toBe("note: The files also hold 1 ruleset: see sallyport ruleset import.\nnote: 1 other file in these folders holds nothing to import.\n");
    expect(await json("policy", "list")).toMatchObject({ policies: [] });
    expect(await json("policy", "import", "all")).toMatchObject({ items: [{ name: "team_shop", writtenName: "team-shop", version: 1 }, { name: "B" }], ignored: [expect.stringContaining("service.yaml")] });
    expect((await run("policy", "export", "team_shop", "--to", "custom-resource")).stdout).toContain("name: team-shop");
  });

  it("imports what can be read of a policy, and says what it skipped", async () => {
    const { run, json } = workplace({ "some.yaml": `${POLICY}    - type: imageColour\n` });
    expect(await run("policy", "import", "some.yaml")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^warning: .*some\.yaml:21:13: exception 2 \(imageColour\)/) as unknown });
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
