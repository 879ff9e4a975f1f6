import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "../../support/cli.ts";
import { POLICY } from "../../support/cliData.ts";

const KEY = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "pem", type: "spki" }).toString();
const RULESET = `apiVersion: container-security.trendmicro.com/v1alpha1
kind: RuntimeRuleset
metadata: {name: watch}
spec:
  definition:
    labels: [{key: app, value: web}]
    rules:
      - {ruleID: TM-00000006, mitigation: isolate}
`;
const FALCO = `- rule: Shell
  id: CR-00000001
  desc: d
  condition: evt.type = execve and proc.name = bash
  output: shell %proc.name
  priority: WARNING
  action: log
  userDefinedFields: {shell: "%proc.name"}
`;

/** A folder with a store of its own, and the command line in it. */
function workplace(files: Record<string, string> = {}) {
  const cwd = folderWith({ "ruleset.yaml": RULESET, "policy.yaml": POLICY, "key.pub": KEY, ...files });
  const run = (...args: string[]) => runCli([...args, "--store", "store"], { cwd });
  const json = async (...args: string[]) => JSON.parse((await run(...args, "--format", "json")).stdout) as Record<string, unknown>;
  return { cwd, run, json };
}

describe("ruleset", () => {
  it("imports, lists, shows, exports, duplicates and deletes", async () => {
    const { cwd, run, json } = workplace();
    expect(await json("ruleset", "import", "ruleset.yaml", "--dry-run")).toMatchObject({ schema: "sallyport/import/v1", dryRun: true, items: [{ name: "watch", outcome: "created" }] });
    expect(await json("ruleset", "list")).toEqual({ schema: "sallyport/rulesets/v1", rulesets: [] });
    expect(await json("ruleset", "import", "ruleset.yaml")).toMatchObject({ items: [{ kind: "ruleset", name: "watch", version: 1 }], problems: [] });
    expect(await run("ruleset", "import", "ruleset.yaml")).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing is new") as unknown });
    expect((await run("ruleset", "show", "watch")).stdout).toMatch(/pods with any of app=web[\s\S]+Isolate +TM-00000006 +Terminal shell in container/);
    expect(await json("ruleset", "show", "watch")).toMatchObject({ schema: "sallyport/saved-ruleset/v1", ruleset: { name: "watch" }, revision: 1 });
    await run("ruleset", "export", "watch", "--to", "terraform", "--output", "watch.tf");
    expect(readFileSync(join(cwd, "watch.tf"), "utf8")).toContain('resource "visionone_container_ruleset" "watch"');
    expect(await run("ruleset", "duplicate", "watch")).toMatchObject({ stdout: "Created watchCopy.\n" });
    expect(await json("ruleset", "delete", "watchCopy")).toEqual({ schema: "sallyport/ruleset-delete/v1", deleted: ["watchCopy"] });
    expect(await run("ruleset", "show", "watchCopy")).toMatchObject({ code: 2, stderr: expect.stringContaining("watchCopy") as unknown });
  });

  it("searches the predefined rules", async () => {
    const { json } = workplace();
    expect(await json("ruleset", "rules", "terminal", "T1059")).toMatchObject({ schema: "sallyport/runtime-rules/v1", rules: [{ id: "TM-00000006" }] });
    expect(((await json("ruleset", "rules")) as { rules: unknown[] }).rules).toHaveLength(60);
    expect(((await json("ruleset", "rules", "--removed")) as { rules: unknown[] }).rules).toHaveLength(66);
  });

  it("checks files of custom rules, and says where they are wrong", async () => {
    const { cwd } = workplace({ "good.yaml": FALCO, "bad.yaml": FALCO.replace("proc.name = bash", "proc.name = (") });
    expect(await runCli(["ruleset", "check", "good.yaml"], { cwd })).toMatchObject({ code: 0, stdout: "1 rule, 0 macros, 0 lists: fine\n" });
    const { code, stdout } = await runCli(["ruleset", "check", "bad.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^bad\.yaml:4:\d+: error: /m);
  });

  it("is made of rules, labels and files, and what is wrong with that is named", async () => {
    const { run, json } = workplace({ "mine.yaml": FALCO, "bad.yaml": FALCO.replace("CR-00000001", "X-1") });
    expect(await json("ruleset", "create", "own", "--rule", "TM-00000006=terminate", "--rule", "TM-00000001", "--label", "app=web", "--not-any", "--custom", "mine.yaml")).toMatchObject({
      schema: "sallyport/saved-ruleset/v1", revision: 1,
      ruleset: {
        name: "own", labels: [{ key: "app", value: "web" }], labelMatchingCondition: "notAny", customRules: [{ name: "mine.yaml", text: FALCO }],
        rules: [{ id: "TM-00000006", mitigation: "terminate" }, { id: "TM-00000001", mitigation: "log" }],
      },
    });
    expect(await run("ruleset", "create", "b", "--rule", "TM-00000006=stop")).toMatchObject({ code: 2, stderr: expect.stringContaining("log, isolate, terminate") as unknown });
    const { code, stderr } = await run("ruleset", "create", "b", "--custom", "bad.yaml");
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml, line 2, column 7: The id 'X-1' does not start with CR-.* Write for example CR-00000001/);
  });

  it("in files is checked without a store", async () => {
    const own = { schema: "sallyport/ruleset/v1", name: "own", description: "", labels: [], labelMatchingCondition: "any", rules: [], customRules: [{ name: "a.yaml", text: FALCO.replace("execve", "(") }] };
    const { cwd } = workplace({ "own.json": JSON.stringify(own), "key.yaml": KEY });
    expect(await runCli(["ruleset", "validate", "ruleset.yaml"], { cwd })).toMatchObject({ code: 0, stdout: "ruleset.yaml: ruleset watch (custom-resource): fine\n" });
    const { code, stdout } = await runCli(["ruleset", "validate", "ruleset.yaml", "own.json", "--format", "json"], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "sallyport/ruleset-validation/v1", valid: false, problems: [],
      rulesets: [{ name: "watch", issues: [] }, { name: "own", file: "own.json", issues: [{ path: "customRules[0].text", message: expect.stringMatching(/^a\.yaml, line 4, column \d+: Rule 'Shell': /) as unknown }] }],
    });
    expect(await runCli(["attestor", "validate", "ruleset.yaml"], { cwd })).toMatchObject({ code: 2, stdout: "The files hold no attestor.\n" });
  });

  it("is not deleted while a policy uses it", async () => {
    const { run } = workplace({ "using.yaml": "schema: sallyport/policy/v1\nname: using\nruntime: {rulesets: [watch]}\n" });
    await run("ruleset", "import", "ruleset.yaml");
    await run("policy", "import", "using.yaml");
    expect(await run("ruleset", "delete", "watch")).toMatchObject({ code: 2, stderr: expect.stringContaining("Used by policy using.") as unknown });
  });

  it("that cannot be saved ends with 2 and its reasons", async () => {
    const { run } = workplace({ "long.json": JSON.stringify({ name: "long", rules: [], labels: [{ key: "k".repeat(40), value: "v" }] }), "empty.yaml": POLICY });
    expect(await run("ruleset", "import", "long.json")).toMatchObject({ code: 2, stdout: expect.stringContaining("labels[0].key") as unknown });
    expect(await run("ruleset", "import", "empty.yaml")).toMatchObject({ code: 2, stdout: "The files hold no ruleset.\n" });
  });
});

describe("attestor", () => {
  it("is made of a key, listed, shown, exported and deleted", async () => {
    const { cwd, run, json } = workplace();
    expect(await json("attestor", "create", "team-key", "--key", "key.pub", "--description", "of the team")).toMatchObject({
      schema: "sallyport/saved-attestor/v1", attestor: { name: "team-key", material: { publicKey: KEY.trim() } }, key: { type: "ECDSA P-256" },
    });
    expect(await json("attestor", "list")).toMatchObject({ schema: "sallyport/attestors/v1", attestors: [{ name: "team-key", about: "ECDSA P-256" }] });
    expect((await run("attestor", "show", "team-key")).stdout).toContain("BEGIN PUBLIC KEY");
    await run("attestor", "export", "team-key", "--to", "custom-resource", "--output", "attestor.yaml");
    expect(readFileSync(join(cwd, "attestor.yaml"), "utf8")).toContain("kind: Attestor");
    expect(await run("attestor", "import", "attestor.yaml")).toMatchObject({ code: 0 });
    expect(await runCli(["attestor", "validate", "attestor.yaml"], { cwd })).toMatchObject({ code: 0, stdout: "attestor.yaml: attestor team-key (custom-resource): fine\n" });
    expect(await runCli(["policy", "validate", "attestor.yaml"], { cwd })).toMatchObject({ code: 2, stdout: "error: attestor.yaml: No policy in it, only 1 attestor.\nCheck it with sallyport attestor validate.\n" });
    expect(await run("attestor", "duplicate", "team-key")).toMatchObject({ code: 0, stdout: "Created team-keyCopy.\n" });
    expect(await json("attestor", "delete", "team-key")).toEqual({ schema: "sallyport/attestor-delete/v1", deleted: ["team-key"] });
  });

  it("of an identity is kept, and refused where the product has none", async () => {
    const { run } = workplace();
    expect(await run("attestor", "create", "ci", "--issuer", "https://token.example.com", "--subject", "build@example.com")).toMatchObject({ code: 0 });
    expect(await run("attestor", "export", "ci", "--to", "api")).toMatchObject({ code: 2, stderr: expect.stringContaining("key pairs only") as unknown });
  });

  it("of nothing, or of what is no key, is refused", async () => {
    const { run } = workplace({ "none.pub": "hello\n" });
    expect(await run("attestor", "create", "a")).toMatchObject({ code: 2, stderr: expect.stringContaining("--key") as unknown });
    expect(await run("attestor", "create", "a", "--key", "none.pub")).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: none\.pub: It is not in PEM form/) as unknown });
  });
});

describe("policy", () => {
  it("is made from a starter, compared and assigned", async () => {
    const { run, json } = workplace();
    expect(await json("policy", "starters")).toMatchObject({ schema: "sallyport/starters/v1", starters: [{ id: "log-everything-first" }, {}, {}, {}, {}] });
    expect((await run("policy", "starters", "cis-workloads")).stdout).toContain("## What it cannot do");
    expect(await run("policy", "create", "shop", "--starter", "pod-security-baseline")).toMatchObject({ code: 0, stdout: "Created shop.\n" });
    expect(await run("policy", "create", "both", "--starter", "cis-workloads", "--from", "shop")).toMatchObject({ code: 2, stderr: expect.stringContaining("--starter or --from") as unknown });
    expect(await json("policy", "create", "copy", "--from", "shop", "--description", "mine")).toMatchObject({ policy: { name: "copy", description: "mine", cluster: { rules: expect.arrayContaining([]) as unknown } } });
    expect(await json("policy", "create", "tasks", "--platform", "ecs")).toMatchObject({ policy: { name: "tasks", platform: "ecs", cluster: { rules: [] } } });
    expect(await run("policy", "create", "other", "--from", "shop", "--platform", "ecs")).toMatchObject({ code: 2, stderr: expect.stringContaining("cannot be changed") as unknown });

    await run("policy", "import", "policy.yaml");
    expect(await json("policy", "compare", "shop")).toMatchObject({ schema: "sallyport/policy-comparison/v1", a: { version: 1 }, b: { version: 2 } });
    expect((await run("policy", "compare", "shop", "--from", "2", "--to", "1")).stdout).toMatch(/removed Deployment Log, Continuous Log: images with tags[\s\S]+^- .*imageTag/m);
    expect(await run("policy", "compare", "copy")).toMatchObject({ code: 2, stderr: expect.stringContaining("is the first") as unknown });

    expect(await json("policy", "assign", "shop", "--context", "prod")).toMatchObject({ schema: "sallyport/assignments/v1", assignments: [{ name: "prod", policy: "shop" }] });
    expect(await run("policy", "delete", "shop")).toMatchObject({ code: 2 });
    expect(await json("policy", "assign", "--context", "prod")).toMatchObject({ assignments: [] });
    expect(await run("policy", "assign", "shop")).toMatchObject({ code: 2 });
  });

  it("goes to Terraform and back, and judges from there", async () => {
    const { cwd, run, json } = workplace();
    await run("policy", "import", "policy.yaml");
    await run("policy", "export", "shop", "--to", "terraform", "--output", "shop.tf");
    expect(await json("policy", "import", "shop.tf")).toMatchObject({ items: [{ name: "shop" }], problems: [] });
    expect(await runCli(["policy", "validate", "shop.tf"], { cwd })).toMatchObject({ code: 0 });
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [{ name: "c", image: "a/b:1", securityContext: { privileged: true } }] } };
    expect(await runCli(["scan", "-", "--policy", "shop.tf"], { cwd, stdin: JSON.stringify(pod) })).toMatchObject({ code: 1, stdout: expect.stringContaining("block") as unknown });
  });
});
