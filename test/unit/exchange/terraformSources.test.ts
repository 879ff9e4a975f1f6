import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHcl } from "../../../main/files/hcl.ts";
import { readTerraform, writePolicies, writePolicy, writeRuleset } from "../../../shared/exchange/index.ts";
import type { ReadDocument } from "../../../shared/exchange/index.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import type { Ruleset } from "../../../shared/model/ruleset.ts";
import { rulesets } from "../../support/arbitraryObjects.ts";
import { piecesOf, policies } from "../../support/arbitraryPolicy.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";

async function readOnly(text: string): Promise<ReadDocument> {
  const { files, problems } = readTerraform([{ file: "main.tf", text, content: must(await parseHcl(text, "main.tf")) }]);
  const [found] = files.flatMap(({ documents }) => documents);
  if (!found || problems.length > 0) throw new Error(`${JSON.stringify(problems)} in ${text}`);
  return found;
}

function write(found: ReadDocument): string {
  return found.kind === "policy" ? writePolicy(found.document, "terraform").text : writeRuleset(found.document as Ruleset, "terraform").text;
}

const composed = <T>(value: T): T => JSON.parse(JSON.stringify(value).normalize("NFC")) as T;

describe("a policy in pieces as Terraform", () => {
  it("comes back, or what it lost of each piece is named", async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (generated) => {
        const policy = composed(generated);
        let told = 0;
        for (const piece of piecesOf(policy)) {
          const { text, lossy } = writePolicy(piece, "terraform");
          if (lossy.length === 0) expect((await readOnly(text)).document).toEqual(piece);
          told += lossy.length;
        }
        expect(writePolicy(policy, "terraform").lossy.length).toBeGreaterThanOrEqual(told);
      }),
      { numRuns: rounds(8) },
    );
  });
});

/** Attributes that the provider has not yet, or that only Terraform has, in a map of the file. */
const UNKNOWN = ['new_field = "with $${literal}"', "new_field = [1, true, null, { a = [] }]", 'new_field = { "a b" = 1.5 }', 'new_field = <<EOT\nof a heredoc\nEOT'];
/** What any resource may have; expressions in it stay as they are written. */
const OF_TERRAFORM = ["count = var.enabled ? 1 : 0", 'depends_on = [module.base, aws_x.y["z"]]', "lifecycle {\n    ignore_changes = [description]\n  }", 'provider = visionone.eu', 'tags = merge(local.tags, { a = "${var.b}-c" })'];

describe("Terraform resources with things in them that nobody knows", () => {
  it("are written back with all of them", async () => {
    const texts = fc.oneof(policies.map((policy: Policy) => writePolicy(policy, "terraform").text), rulesets.map((ruleset) => writeRuleset(ruleset, "terraform").text));
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.tuple(fc.nat(500), fc.constantFrom(...UNKNOWN)), { maxLength: 3 }), fc.uniqueArray(fc.constantFrom(...OF_TERRAFORM)), async (text, unknown, meta) => {
        let source = text.replace("{\n", `{\n${meta.map((line) => `  ${line}\n`).join("")}`);
        let added = 0;
        for (const [place, line] of unknown) {
          // Maps that take several lines, but for what any resource may have.
          const openings = [...source.matchAll(/^(?!.*(?:lifecycle|tags)).*\{\n(?!\s*new_field)/gm)];
          const at = openings[place % openings.length];
          if (!at) continue;
          source = `${source.slice(0, at.index + at[0].length)}${line}\n${source.slice(at.index + at[0].length)}`;
          added++;
        }
        const read = await readOnly(source);
        const written = write(read);
        expect(written.match(/new_field/g)?.length ?? 0).toBe(added);
        expect(written).not.toContain("new_field = null");
        for (const name of ["count", "depends_on", "lifecycle", "provider", "tags"]) {
          expect(new RegExp(`^ {2}${name}\\b`, "m").test(written)).toBe(meta.some((line) => line.startsWith(name)));
        }
        expect((await readOnly(written)).document).toEqual(read.document);
        expect(write(await readOnly(written))).toBe(written);
      }),
      { numRuns: rounds(60) },
    );
  });
});

it("several policies of one file have labels of their own", async () => {
  const all = ["a.b", "a_b", "a..b"].map((name) => emptyPolicy(name));
  const { text } = writePolicies(all, "terraform");
  const { files, problems } = readTerraform([{ file: "all.tf", text, content: must(await parseHcl(text, "all.tf")) }]);
  expect(problems).toEqual([]);
  expect(files.flatMap(({ documents }) => documents.map(({ document }) => document.name))).toEqual(["a.b", "a_b", "a..b"]);
  expect(text.match(/"visionone_container_policy" "[^"]+"/g)).toEqual(['"visionone_container_policy" "a_b"', '"visionone_container_policy" "a_b_"', '"visionone_container_policy" "a__b"']);
});

describe("the least that the provider asks for", () => {
  it("is read with the provider's defaults", async () => {
    expect((await readOnly('resource "visionone_container_policy" "p" {\n  name = "P"\n  default = {\n    rules = [{ type = "podexec", statement = { properties = [{ key = "podExec", value = "true" }] } }]\n  }\n}\n')).document).toMatchObject({
      name: "P", description: "", xdrTelemetry: true, cluster: { rules: [{ type: "podExec", enabled: true, action: "none", mitigation: "none" }], exceptions: [] }, namespaced: [], runtime: { rulesets: [] },
    });
    expect((await readOnly('resource "visionone_container_ruleset" "r" {\n  name = "R"\n}\n')).document).toMatchObject({ name: "R", labels: [], rules: [] });
  });

  it("has settings of scans one by one, each off unless it is said", async () => {
    const scans = async (lines: string): Promise<Policy> => (await readOnly(`resource "visionone_container_policy" "p" {\n  name = "P"\n  default = { rules = [] }\n${lines}}\n`)).document as Policy;
    expect(await scans('  malware_scan_mitigation = "isolate"\n')).toMatchObject({ malwareScan: { mitigation: "isolate", schedule: { enabled: false } } });
    expect(await scans('  secret_scan_schedule = "0 1 * * *"\n')).toMatchObject({ secretScan: { mitigation: "log", schedule: { enabled: false, cron: "0 1 * * *" }, skipIfRuleNotChanged: false, excludedPaths: [] } });
    expect(await scans('  secret_scan_exclude_paths = ["/a"]\n  secret_scan_skip_if_rule_not_change = true\n')).toMatchObject({ secretScan: { skipIfRuleNotChanged: true, excludedPaths: ["/a"] } });
    expect((await scans("")).malwareScan).toBeUndefined();
  });
});
