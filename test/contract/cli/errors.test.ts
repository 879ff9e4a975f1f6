import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "../../support/cli.ts";
import { CLUSTER, POLICY } from "../../support/cliData.ts";

const COMMANDS = [
  ["scan"], ["policy"], ["policy", "list"], ["policy", "show"], ["policy", "import"], ["policy", "export"], ["policy", "validate"], ["policy", "delete"],
  ["policy", "history"], ["policy", "restore"], ["snapshot"], ["snapshot", "take"], ["snapshot", "import"], ["snapshot", "list"], ["serve"], ["verify"], ["sign"],
  ["key"], ["key", "generate"], ["key", "import"], ["key", "show"], ["key", "change-passphrase"], [],
];

describe("help and usage", () => {
  it.each(COMMANDS.map((command) => [command]))("sallyport %s --help shows an example", async (command) => {
    const { code, stdout, stderr } = await runCli([...command, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Usage: sallyport");
    expect(stdout).toMatch(/Examples:\n {2}\$ .*sallyport /);
  });

  it("prints its version", async () => {
    expect(await runCli(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it.each([
    [["scan", "--polcy", "x"], "--policy"],
    [["policy", "list", "--formt", "json"], "--format"],
    [["polcy", "list"], "policy"],
    [["policy", "exprt", "x"], "export"],
  ])("%j ends with 2 and suggests %s", async (args, suggestion) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`Did you mean ${suggestion}?`);
  });

  it.each([
    [["scan", "x.json", "--policy", "p", "--format", "xml"], "xml"],
    [["scan", "x.json", "--policy", "p", "--at", "tomorrow"], "tomorrow"],
    [["scan", "x.json", "--policy", "p", "--unset", "maybe"], "maybe"],
    [["scan", "x.json"], "--policy"],
    [["scan", "--policy", "p"], "--context"],
    [["scan", "x.json", "--context", "c", "--policy", "p"], "not both"],
    [["policy", "restore", "p"], "--version"],
    [["serve", "--port", "http"], "http"],
    [["snapshot", "take"], "--context"],
    [["snapshot", "import", "-"], "standard input"],
    [[], "Usage"],
  ])("%j is wrong usage", async (args, named) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(named);
  });
});

describe("bad input", () => {
  const scan = async (policy: string, files: Record<string, string>, ...args: string[]) =>
    runCli(["scan", "cluster.json", "--policy", policy, ...args], { cwd: folderWith({ "cluster.json": CLUSTER, ...files }) });

  it.each([
    ["duplicate keys", "spec:\n  rules: []\n  rules: []\n", "p.yaml:3:3: "],
    ["a forbidden key", '{"a": 1,\n "__proto__": {}}', "p.yaml:2:2: "],
    ["a broken line", "a: 1\nb: [\n", "p.yaml:3:1: "],
    ["another product's ClusterPolicy", "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\n", "ClusterPolicy (kyverno.io/v1)"],
    ["a newer document", "schema: sallyport/policy/v2\nname: x\n", "p.yaml:1:9: "],
    ["nothing", "", "p.yaml: "],
    ["too much depth", `a: ${"[".repeat(100_000)}`, "p.yaml:1:"],
  ])("a policy with %s ends with 2, in two lines at most, at its place", async (_what, text, place) => {
    const { code, stdout, stderr } = await scan("p.yaml", { "p.yaml": text });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(place);
    expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
  });

  it("a policy with one bad rule is used without it, and the rule is named", async () => {
    const text = POLICY.replace("type: imageTag", "type: imageTaag");
    const { code, stderr } = await scan("p.yaml", { "p.yaml": text });
    expect(code).toBe(1);
    expect(stderr).toContain('warning: p.yaml:10:13: rule 2 (imageTaag): Sallyport knows no rule type "imageTaag".');
  });

  it("a missing file and a missing policy are told apart", async () => {
    expect((await scan("p.yaml", {})).stderr).toContain("there is no such file");
    expect((await scan("production", {}, "--store", "none")).stderr).toContain("neither a file nor a stored policy");
  });

  it("an output that cannot be written is refused", async () => {
    const cwd = folderWith({ "cluster.json": CLUSTER, "p.yaml": POLICY });
    mkdirSync(join(cwd, "folder"));
    const to = (path: string) => runCli(["scan", "cluster.json", "--policy", "p.yaml", "--output", path], { cwd });
    expect(await to("folder")).toMatchObject({ code: 2, stderr: expect.stringContaining("is a folder") });
    expect(await to("no/such/x.txt")).toMatchObject({ code: 2, stderr: expect.stringContaining("its folder does not exist") });
  });

  it("shows a stack only with --debug", async () => {
    expect((await scan("missing.yaml", {})).stderr).not.toContain("    at ");
    expect((await scan("missing.yaml", {}, "--debug")).stderr).toContain("    at ");
  });
});
