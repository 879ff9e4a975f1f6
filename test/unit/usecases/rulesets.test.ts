import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyRuleset, type Ruleset } from "../../../shared/model/ruleset.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp({ resourcesDirectory: join(import.meta.dirname, "../../../resources") });
});
afterEach(() => test.end());

const FALCO = `- rule: Shell in a container
  id: CR-00000001
  desc: Somebody opened a shell.
  condition: evt.type = execve and proc.name in (bash, sh)
  output: shell (command=%proc.cmdline)
  priority: WARNING
`;
const watch: Ruleset = {
  ...emptyRuleset("Watch", "d"),
  labels: [{ key: "app", value: "web" }],
  rules: [{ id: "TM-00000001", mitigation: "log" }],
  customRules: [{ name: "mine.yaml", text: FALCO }],
};

describe("rulesets", () => {
  it("are created, listed, changed, duplicated and deleted, and the window is told", async () => {
    expect(await test.get("rulesets.create", { ruleset: watch })).toMatchObject({ ruleset: watch, revision: 1, author: "ada", usedBy: [] });
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["rulesets"] } });
    expect(await test.get("rulesets.list", undefined)).toMatchObject([{ name: "Watch", description: "d", ruleCount: 1, customFileCount: 1, labels: watch.labels, revision: 1 }]);
    expect(await test.get("rulesets.save", { ruleset: { ...watch, description: "e" }, baseRevision: 1 })).toMatchObject({ revision: 2, ruleset: { description: "e" } });
    expect(await test.call("rulesets.save", { ruleset: watch, baseRevision: 1 })).toMatchObject({ error: { code: "conflict" } });
    expect(await test.get("rulesets.duplicate", { name: "Watch" })).toMatchObject({ ruleset: { name: "WatchCopy", description: "e" }, revision: 1 });
    expect((await test.get("rulesets.duplicate", { name: "Watch" })).ruleset.name).toBe("WatchCopy2");
    expect(await test.get("rulesets.delete", { name: "WatchCopy" })).toBeNull();
    expect((await test.get("rulesets.list", undefined)).map(({ name }) => name)).toEqual(["Watch", "WatchCopy2"]);
  });

  it("are refused with each problem at its field", async () => {
    expect(await test.call("rulesets.create", { ruleset: { ...watch, name: "a b", rules: [...watch.rules, ...watch.rules] } })).toMatchObject({
      error: { code: "invalid-input", details: { issues: [{ path: "name" }, { path: "rules[1].id" }] } },
    });
  });

  it("are refused when the product could not load their custom rules, at the place in the file", async () => {
    const broken = { ...watch, customRules: [{ name: "a.yaml", text: FALCO }, { name: "b.yaml", text: FALCO.replace("00001", "00002").replace("Shell", "Other").replace("in (bash, sh)", "in (bash") }] };
    const refused = await test.call("rulesets.create", { ruleset: broken });
    expect(refused).toMatchObject({ error: { code: "invalid-input", details: { issues: [{ path: "customRules[1].text", message: expect.stringMatching(/^b\.yaml, line 4, column \d+: /) as unknown }] } } });
  });

  it("warn of rules that the vendor removed or that nobody knows", async () => {
    const rules: Ruleset["rules"] = ["TM-00000020", "TM-99999999"].map((id) => ({ id, mitigation: "log" }));
    expect((await test.get("rulesets.create", { ruleset: { ...emptyRuleset("Old"), rules } })).warnings?.map(({ path }) => path)).toEqual(["rules[0].id", "rules[1].id"]);
  });

  it("are written in every format", async () => {
    await test.get("rulesets.create", { ruleset: watch });
    expect(await test.get("rulesets.export", { name: "Watch", format: "sallyport" })).toMatchObject({ fileName: "Watch.ruleset.sallyport.yaml", lossy: [] });
    expect((await test.get("rulesets.export", { name: "Watch", format: "custom-resource" })).text).toMatch(/kind: RuntimeRuleset[\s\S]+---\n[\s\S]+kind: CustomRuleset/);
    expect((await test.get("rulesets.export", { name: "Watch", format: "api" })).lossy).toEqual([expect.stringContaining("mine.yaml")]);
    expect((await test.get("rulesets.export", { name: "Watch", format: "terraform" })).text).toContain('resource "visionone_container_ruleset" "Watch"');
  });
});

describe("the catalogue", () => {
  it("has every predefined rule once, with those that were removed", async () => {
    const rules = await test.get("catalogue.runtimeRules", undefined);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(66);
    expect(rules.every(({ id, name, description }) => /^TM-\d{8}$/.test(id) && name !== "" && description !== "")).toBe(true);
    expect(rules.filter(({ removed }) => removed !== undefined).map(({ id }) => Number(id.slice(3)))).toEqual([20, 36, 37, 38, 68, 97]);
    expect(rules.find(({ id }) => id === "TM-00000006")).toEqual({ id: "TM-00000006", name: "Terminal shell in container", technique: "T1059.004", description: expect.any(String) as string });
  });
});
