import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writePolicy, writeRuleset } from "../../../shared/exchange/index.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { samplePolicy } from "../../support/store.ts";

/** The parser of Terraform files takes seconds to start. */
vi.setConfig({ testTimeout: 60_000 });

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp({ resourcesDirectory: join(import.meta.dirname, "../../../resources") });
});
afterEach(() => test.end());

const write = (name: string, text: string): string => {
  const path = join(test.files, name);
  writeFileSync(path, text);
  return path;
};
const KEY = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "pem", type: "spki" }).toString();
const ATTESTOR = { apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "Attestor", metadata: { name: "team-key" }, spec: { type: "cosignPublicKey", publicKey: KEY.replaceAll("\n", "\\n") } };

describe("an import", () => {
  it("says what would come of many files of many formats, and saves nothing before it is told to", async () => {
    await test.get("policies.create", { policy: samplePolicy("Same") });
    await test.get("policies.create", { policy: samplePolicy("Other", "before") });
    const paths = [
      write("same.yaml", writePolicy(samplePolicy("Same"), "sallyport").text),
      write("other.json", writePolicy(samplePolicy("Other", "after"), "api").text),
      write("new.tf", writePolicy(samplePolicy("New"), "terraform").text),
      write("rules.yaml", writeRuleset({ ...emptyRuleset("Watch"), rules: [{ id: "TM-00000001", mitigation: "log" }] }, "custom-resource").text),
      write("key.json", JSON.stringify(ATTESTOR)),
      write("broken.yaml", "a: [\n"),
    ];
    const preview = await test.get("import.preview", { paths });
    expect(preview.items.map(({ key, format, outcome }) => [key, format, outcome])).toEqual([
      ["policy/Same", "sallyport", "skipped"],
      ["policy/Other", "api", "changed"],
      ["ruleset/Watch", "custom-resource", "created"],
      ["attestor/team-key", "custom-resource", "created"],
      ["policy/New", "terraform", "created"],
    ]);
    expect(preview.items[1]?.changes).toEqual(["Policy: Description changed (“before” becomes “after”)"]);
    expect(preview.items[3]?.converted.join()).toContain("where lines end");
    expect(preview.problems).toMatchObject([{ details: { file: paths[5] } }]);
    expect((await test.get("policies.list", undefined)).map(({ name, version }) => `${name} ${version}`)).toEqual(["Other 1", "Same 1"]);

    const report = await test.get("import.apply", { id: preview.id });
    expect(report.items.map(({ key, version }) => [key, version])).toEqual([["policy/Same", undefined], ["policy/Other", 2], ["ruleset/Watch", 1], ["attestor/team-key", 1], ["policy/New", 1]]);
    expect(report.problems).toHaveLength(1);
    expect((await test.get("policies.versions", { name: "Other" }))[0]?.note).toBe(`Imported from ${paths[1]}`);
    expect((await test.get("attestors.get", { name: "team-key" })).key?.type).toBe("ECDSA P-256");
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["policies", "rulesets", "attestors", "drafts"] } });

    expect((await test.get("import.preview", { paths: paths.slice(0, 5) })).items.map(({ outcome }) => outcome)).toEqual(Array(5).fill("skipped"));
  });

  it("takes only what was chosen, once", async () => {
    const paths = [write("a.yaml", writePolicy(samplePolicy("A"), "sallyport").text), write("b.yaml", writePolicy(samplePolicy("B"), "sallyport").text)];
    const { id } = await test.get("import.preview", { paths });
    expect((await test.get("import.apply", { id, keys: ["policy/B"] })).items).toMatchObject([{ name: "B", version: 1 }]);
    expect((await test.get("policies.list", undefined)).map(({ name }) => name)).toEqual(["B"]);
    expect(await test.call("import.apply", { id })).toMatchObject({ error: { code: "not-found" } });
  });

  it("skips what cannot be saved, and says why at its field", async () => {
    const double = { ...samplePolicy("Double"), namespaced: [{ name: "A", namespaces: ["n"] }, { name: "B", namespaces: ["n"] }] };
    await test.get("policies.create", { policy: samplePolicy("Kept") });
    const paths = [
      write("double.yaml", writePolicy(double, "sallyport").text),
      write("ecs.yaml", writePolicy({ ...samplePolicy("Kept"), platform: "ecs", cluster: { rules: [], exceptions: [] } }, "sallyport").text),
      write("ruleset.json", JSON.stringify({ name: "R", rules: [], labels: [{ key: "k".repeat(40), value: "v" }] })),
      write("attestor.json", JSON.stringify({ ...ATTESTOR, spec: { ...ATTESTOR.spec, publicKey: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" } })),
    ];
    const { id, items } = await test.get("import.preview", { paths });
    expect(items.map(({ name, outcome, issues }) => [name, outcome, issues.map(({ path }) => path)])).toEqual([
      ["Double", "skipped", ["namespaced[1].namespaces[0]"]],
      ["Kept", "skipped", ["platform"]],
      ["R", "skipped", ["labels[0].key"]],
      ["team-key", "skipped", ["material.publicKey"]],
    ]);
    expect((await test.get("import.apply", { id })).items.every(({ version }) => version === undefined)).toBe(true);
  });

  it("takes the first of two documents of one name", async () => {
    const paths = [write("a.yaml", writePolicy(samplePolicy("A", "first"), "sallyport").text), write("b.yaml", writePolicy(samplePolicy("A", "second"), "sallyport").text), write("c.yaml", writePolicy(samplePolicy("A", "first"), "sallyport").text)];
    const { id, items } = await test.get("import.preview", { paths });
    expect(items.map(({ outcome, issues }) => [outcome, issues.length])).toEqual([["created", 0], ["skipped", 1], ["skipped", 0]]);
    await test.get("import.apply", { id });
    expect((await test.get("policies.get", { name: "A" })).policy.description).toBe("first");
  });

  it("says which names become others here, and does not mix up two that become the same", async () => {
    const named = (name: string, description: string) => JSON.stringify({ name, description, default: { rules: [] } });
    const paths = [write("a.json", named("team-a", "one")), write("b.json", named("team a", "two")), write("c.json", named("Plain", ""))];
    const { items } = await test.get("import.preview", { paths });
    expect(items.map(({ name, writtenName, outcome }) => [name, writtenName, outcome])).toEqual([["team_a", "team-a", "created"], ["team_a", "team a", "skipped"], ["Plain", undefined, "created"]]);
    expect(items[1]?.issues).toMatchObject([{ path: "name", message: expect.stringContaining(`"team a" and "team-a" of ${paths[0]} have the same name here (team_a)`) as unknown }]);
  });

  it("reads folders, and tells what in them is nothing to import", async () => {
    mkdirSync(join(test.files, "all/.git"), { recursive: true });
    const paths = [write("all/a.yaml", writePolicy(samplePolicy("A"), "sallyport").text), write("all/pod.yml", "apiVersion: v1\nkind: Pod\n"), write("all/other.tf", 'resource "x" "y" {\n}\n')];
    write("all/readme.txt", "a: [");
    write("all/.git/a.yaml", "a: [");
    write("all/broken.json", "{");
    const preview = await test.get("import.preview", { paths: [join(test.files, "all")] });
    expect(preview.items.map(({ file }) => file)).toEqual([paths[0]]);
    expect(preview.ignored?.toSorted()).toEqual([paths[2], paths[1]]);
    expect(preview.problems).toMatchObject([{ code: "unreadable", details: { file: join(test.files, "all/broken.json"), line: 1 } }]);
    // A file that is named must hold something.
    const named = [paths[1] ?? "", join(test.files, "missing.yaml"), join(test.files, "binary.yaml")];
    writeFileSync(named[2] ?? "", Uint8Array.of(0x80, 0x81));
    expect((await test.get("import.preview", { paths: named })).problems.map(({ details }) => details?.file)).toEqual(named);
  });

  it("puts a RuntimeRuleset and a CustomRuleset of two files together", async () => {
    const resource = (kind: string, definition: object) => JSON.stringify({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind, metadata: { name: "both" }, spec: { definition } });
    const paths = [write("custom.json", resource("CustomRuleset", { "a.yaml": "- macro: m\n  condition: proc.name = x\n" })), write("runtime.json", resource("RuntimeRuleset", { rules: [{ ruleID: "TM-00000001" }] }))];
    const { id, items } = await test.get("import.preview", { paths });
    expect(items).toMatchObject([{ kind: "ruleset", name: "both", outcome: "created", issues: [] }]);
    await test.get("import.apply", { id });
    expect((await test.get("rulesets.get", { name: "both" })).ruleset).toMatchObject({ rules: [{ id: "TM-00000001" }], customRules: [{ name: "a.yaml" }] });
  });

  it("does not overwrite what was saved after the preview", async () => {
    await test.get("policies.create", { policy: samplePolicy("A", "one") });
    const { id } = await test.get("import.preview", { paths: [write("a.yaml", writePolicy(samplePolicy("A", "mine"), "sallyport").text)] });
    await test.get("policies.save", { policy: samplePolicy("A", "theirs"), baseVersion: 1 });
    expect(await test.get("import.apply", { id })).toMatchObject({ items: [], problems: [{ code: "conflict" }] });
    expect((await test.get("policies.get", { name: "A" })).policy.description).toBe("theirs");
  });

  it("tells that an unsaved draft would go", async () => {
    await test.get("policies.create", { policy: samplePolicy("A", "one") });
    await test.get("drafts.put", { policy: samplePolicy("A", "draft"), baseVersion: 1, window: "w", after: null });
    const { items } = await test.get("import.preview", { paths: [write("a.yaml", writePolicy(samplePolicy("A", "mine"), "sallyport").text)] });
    expect(items[0]?.lost.join()).toContain("unsaved draft");
  });
});
