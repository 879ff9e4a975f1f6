import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { readDocumentFiles } from "../../../main/files/documents.ts";
import { hclHere, parseHcl } from "../../../main/files/hcl.ts";
import { readTerraform, writePolicy, writeRuleset } from "../../../shared/exchange/index.ts";
import type { ReadDocument } from "../../../shared/exchange/index.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Policy, PolicyException, PolicyRule } from "../../../shared/model/policy.ts";
import type { Ruleset } from "../../../shared/model/ruleset.ts";
import { rulesets } from "../../support/arbitraryObjects.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";

async function read(text: string, file = "main.tf"): Promise<{ documents: ReadDocument[]; problems: unknown[] }> {
  const { files, problems } = readTerraform([{ file, text, content: must(await parseHcl(text, file)) }]);
  return { documents: files.flatMap(({ documents }) => documents), problems };
}

async function only<T>(text: string): Promise<T> {
  const { documents, problems } = await read(text);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0]?.document as T;
}

/** The same with every text in Unicode's composed form, as Terraform has them. */
function composed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).normalize("NFC")) as T;
}

/** What the provider has a place for. */
function carried({ malwareScan, secretScan, ...policy }: Policy): Policy {
  const definition = <T extends { rules?: PolicyRule[]; exceptions?: PolicyException[] }>(one: T): T => ({
    ...one,
    rules: (one.rules ?? []).filter(
      ({ type, namespaces, properties: { values, maxScanAge } }) =>
        type !== "verifyImages" && !namespaces && (!Array.isArray(values) || values.length === 1) && (maxScanAge === undefined || (Number(maxScanAge) >= 1 && Number(maxScanAge) <= 30)),
    ),
    ...(one.exceptions
      ? {
          exceptions: one.exceptions
            .filter(({ namespaces, values }) => !namespaces && values.length === 1)
            .map(({ owner: _owner, reason: _reason, ticket: _ticket, expires: _expires, ...exception }) => exception),
        }
      : {}),
  });
  return {
    ...policy,
    platform: "kubernetes",
    unsetFields: "violates",
    trustedImages: true,
    cluster: definition(policy.cluster),
    namespaced: policy.namespaced.map(definition),
    ...(malwareScan ? { malwareScan } : {}),
    ...(secretScan ? { secretScan } : {}),
  };
}

describe("a policy as a Terraform resource", () => {
  it("comes back with everything that it is said to carry", async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (policy) => {
        const wanted = composed(carried(policy));
        const { text, lossy } = writePolicy(wanted, "terraform");
        expect(lossy).toEqual([]);
        expect(await only<Policy>(text)).toEqual(wanted);
      }),
      { numRuns: rounds(40) },
    );
  });

  it("names what it loses, and loses nothing more the second time", async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (policy) => {
        const written = writePolicy(policy, "terraform");
        const once = await only<Policy>(written.text);
        if (written.lossy.length === 0) expect(once).toEqual(policy);
        const again = writePolicy(once, "terraform");
        expect(again.text).toBe(written.text);
        expect(await only<Policy>(again.text)).toEqual(once);
      }),
      { numRuns: rounds(40) },
    );
  });
});

it("gives a policy a label that may be read, whatever its name", async () => {
  for (const name of ["prototype", "constructor", "__proto__", "9lives", "a.b"]) {
    const policy = emptyPolicy(name);
    expect(await only<Policy>(writePolicy(policy, "terraform").text)).toMatchObject({ name });
  }
});

describe("a ruleset as a Terraform resource", () => {
  it("comes back without what the provider lacks, which is named", async () => {
    await fc.assert(
      fc.asyncProperty(rulesets, async (ruleset) => {
        const wanted: Ruleset = composed({ ...ruleset, customRules: [], labelMatchingCondition: "any" });
        const { text, lossy } = writeRuleset(wanted, "terraform");
        expect(lossy).toEqual([]);
        expect(await only<Ruleset>(text)).toEqual(wanted);
        expect(writeRuleset({ ...wanted, customRules: ruleset.customRules, labelMatchingCondition: ruleset.labelMatchingCondition }, "terraform").lossy).toHaveLength(Number(ruleset.customRules.length > 0) + Number(ruleset.labelMatchingCondition === "notAny"));
      }),
      { numRuns: rounds(40) },
    );
  });
});

const EVERYTHING = `
variable "registry" {
  default = "registry.example.com"
}
locals {
  where = "shop"
}
resource "visionone_container_ruleset" "watch" {
  name        = "watch"
  description = "first line\\nsecond \\"quoted\\" $\${literal}"
  labels      = [{ key = "app", value = "nginx" }]
  rules       = [{ id = "TM-00000006" }, { id = "TM-00000010", mitigation = "isolate" }]
}
resource "visionone_container_policy" "production" {
  name        = "Production"
  description = <<-EOT
    Of a heredoc
  EOT
  default = {
    rules = [
      // a comment
      { type = "unscannedImage", enabled = true, action = "log", mitigation = "log" },
      { type = "registry", action = "block", mitigation = "log", statement = { properties = [{ key = "not-equals", value = var.registry }] } },
      { type = "contents", action = "log", statement = { properties = [{ key = "max-severity", value = "high" }] } },
      { type = "tag", action = "log", statement = { properties = [{ key = "equals", value = data.unknown.tag }] } },
    ]
    exceptions = [
      { type = "tag", enabled = false, action = "log", mitigation = "log", statement = { properties = [{ key = "equals", value = "debug" }] } },
    ]
  }
  namespaced = [{ name = "Shop", namespaces = ["\${local.where}-eu"], rules = [] }]
  runtime = {
    rulesets = [{ id = visionone_container_ruleset.watch.id }, { id = "Other-2dx8agPhRF3ccgh7gEeyBXWKe2j" }]
  }
  xdr_enabled                         = false
  malware_scan_mitigation             = "terminate"
  malware_scan_enabled                = true
  malware_scan_schedule               = "0 0 * * *"
  secret_scan_mitigation              = "log"
  secret_scan_enabled                 = false
  secret_scan_schedule                = "15 4 * * 0,6"
  secret_scan_skip_if_rule_not_change = true
  secret_scan_exclude_paths           = ["/safe_folder/*"]
  depends_on                          = [module.base]
  lifecycle {
    prevent_destroy = true
  }
}
output "id" { value = visionone_container_policy.production.id }
`;

describe("a file with everything", () => {
  it("is read, and tells what it resolved, what only Terraform knows, and which rules it could not read", async () => {
    const { documents, problems } = await read(EVERYTHING);
    const [policy, ruleset] = [documents.find(({ kind }) => kind === "policy"), documents.find(({ kind }) => kind === "ruleset")];
    expect(ruleset?.document).toMatchObject({ description: 'first line\nsecond "quoted" ${literal}', rules: [{ id: "TM-00000006", mitigation: "log" }, { id: "TM-00000010", mitigation: "isolate" }] });
    expect(policy?.document).toMatchObject({
      name: "Production",
      description: "Of a heredoc\n",
      xdrTelemetry: false,
      cluster: {
        rules: [
          { type: "imagesNotScanned", properties: { scanType: "vulnerability", maxScanAge: 30 } },
          { type: "imageRegistry", properties: { operator: "notEquals", values: ["registry.example.com"] } },
          { type: "contents", enabled: false },
          { type: "tag", enabled: false },
        ],
        exceptions: [{ type: "imageTag", values: ["debug"], enabled: false }],
      },
      namespaced: [{ name: "Shop", namespaces: ["shop-eu"], rules: [] }],
      runtime: { rulesets: ["watch", "Other"] },
      malwareScan: { mitigation: "terminate", schedule: { enabled: true, cron: "0 0 * * *" } },
      secretScan: { schedule: { enabled: false, cron: "15 4 * * 0,6" }, skipIfRuleNotChanged: true, excludedPaths: ["/safe_folder/*"] },
    });
    expect(policy?.lost).toEqual(["Line 25, column 93: default.rules[3].statement.properties[0].value is ${data.unknown.tag}, which only Terraform can work out."]);
    expect(policy?.remarks.join("\n")).toContain("var.registry is read as the value it has in the file");
    expect(problems).toMatchObject([{ details: { path: "visionone_container_policy.production.default.rules[2].type" } }, { details: { path: expect.stringContaining("default.rules[3]") as unknown } }]);
  });

  it("is written back with references, ids and attributes that Sallyport does not know", async () => {
    const { documents } = await read(EVERYTHING);
    const policy = documents.find(({ kind }) => kind === "policy")?.document as Policy;
    const { text, lossy } = writePolicy(policy, "terraform");
    expect(text).toContain('resource "visionone_container_policy" "production"');
    expect(text).toContain("id = visionone_container_ruleset.watch.id");
    expect(text).toContain('id = "Other-2dx8agPhRF3ccgh7gEeyBXWKe2j"');
    expect(text).toContain("depends_on");
    expect(text).toMatch(/depends_on\s+= \[module\.base\]/);
    expect(text).toMatch(/ {2}lifecycle \{\n {4}prevent_destroy = true\n {2}\}/);
    expect(lossy).toEqual([]);
    const withRuleset = text + writeRuleset(documents.find(({ kind }) => kind === "ruleset")?.document as Ruleset, "terraform").text;
    const again = await read(withRuleset);
    expect(again.documents.find(({ kind }) => kind === "policy")?.document).toEqual(policy);
  });
});

describe("Terraform files", () => {
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), "sallyport-tf-"));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };
  const write = (path: string, name: string, text: string): string => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };

  it("are read together: one refers to what stands in another", async () => {
    const path = folder();
    const policy = write(path, "policy.tf", 'resource "visionone_container_policy" "p" {\n  name = var.name\n  default = { rules = [] }\n  runtime = { rulesets = [{ id = visionone_container_ruleset.r.id }] }\n}\n');
    const rest = write(path, "rest.tf", 'variable "name" {\n  default = "Shared"\n}\nresource "visionone_container_ruleset" "r" {\n  name = "Rules"\n}\n');
    const { files, problems } = await readDocumentFiles([policy, rest], hclHere);
    expect(problems).toEqual([]);
    expect(files.map(({ file, documents }) => [file, documents.map(({ document }) => document.name)])).toEqual([[policy, ["Shared"]], [rest, ["Rules"]]]);
    expect(files[0]?.documents[0]?.document).toMatchObject({ runtime: { rulesets: ["Rules"] } });
  });

  const policyWith = (rules: string): string => `resource "visionone_container_policy" "p" {\n  name = "P"\n  default = {\n    rules = ${rules}\n  }\n}\n`;
  const locals = (first: string, next: (before: string) => string): string =>
    `locals {\n  a0 = ${first}\n${Array.from({ length: 15 }, (_, number) => `  a${number + 1} = ${next(`local.a${number}`)}\n`).join("")}}\n`;

  it.each([
    ["broken syntax", 'resource "x" {\n  a = \n}\n', "unreadable", 2, 7],
    ["an attribute twice", 'a = "x"\na = "y"\n', "unreadable", 2, 1],
    ["brackets 20,000 deep", `b = 1\na = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`, "too-large", 2, 69],
    ["a key that reaches a prototype", "a = {\n  b = { __proto__ = 1 }\n}\n", "invalid-input", 2, 21],
    ["more than 1 MB", "# a comment\n".repeat(100_000), "too-large", 87382, 5],
    ["neither policy nor ruleset", 'resource "aws_instance" "x" {\n}\n', "invalid-input", undefined, undefined],
    ["a name that only Terraform knows", 'resource "visionone_container_policy" "p" {\n  name = var.unknown\n  default = { rules = [] }\n}\n', "invalid-input", 2, 10],
    ["no name", '\nresource "visionone_container_policy" "p" {\n  default = { rules = [] }\n}\n', "invalid-input", 2, 43],
    ["rules that are no list", policyWith('"all"'), "invalid-input", 4, 13],
    ["2,001 rules", policyWith(`[\n${"      { type = \"podexec\" },\n".repeat(2001)}    ]`), "invalid-input", 2005, 7],
    ["locals that stand for themselves", `locals {\n  a = [local.a, local.a]\n}\n${policyWith("local.a")}`, "too-large", 7, 13],
    ["locals that grow without end", locals('["x"]', (a) => `[${Array(10).fill(a).join(", ")}]`) + policyWith("local.a15"), "too-large", 22, 13],
    ["texts that grow without end", locals('"xxxxxxxxxx"', (a) => `"${Array(10).fill(`\${${a}}`).join("")}"`) + policyWith("local.a15"), "too-large", 22, 13],
    ["half a character", 'a = "\\ud800"\n', "unreadable", 1, undefined],
    ["control characters", "a = \u0001\u0002\n", "unreadable", 1, undefined],
  ])("with %s end in a message that names the place", async (_what, text, code, line, column) => {
    const file = write(folder(), "bad.tf", text);
    const { files, problems } = await readDocumentFiles([file], hclHere);
    expect(files).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, details: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) } });
  });

  it("name the line of each rule that cannot be read, of each text that was something else, and of each setting that is wrong", async () => {
    const { documents, problems } = await read(`resource "visionone_container_policy" "p" {
  name = "P"
  default = {
    rules = [
      { type = "podexec", action = "log", statement = { properties = [{ key = "podExec", value = true }] } },
      # a comment with { and [
      { type = "podexec", action = "deny" }, { type = "imagePoems" },
    ]
  }
  malware_scan_mitigation = <<-EOT
    log
  EOT
}
`);
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([
      { message: expect.stringContaining("rule 2"), details: { line: 7, column: 16 } },
      { message: expect.stringContaining("rule 3"), details: { line: 7, column: 55 } },
      { message: 'mitigation is "log\n".', details: { line: 10, column: 29 } },
    ]);
  });
});
