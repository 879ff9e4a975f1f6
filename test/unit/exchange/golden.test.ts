import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPolicies, writePolicy } from "../../../shared/exchange/index.ts";
import type { PolicyFormat } from "../../../shared/ipc/types.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { RULES } from "../../../shared/rules/index.ts";

const FOLDER = join(import.meta.dirname, "../../golden/exchange");
const FORMATS: [PolicyFormat, string][] = [["sallyport", "sallyport.yaml"], ["custom-resource", "clusterpolicy.yaml"], ["api", "api.json"]];

function read(file: string) {
  const { policies, problems } = readPolicies(readFileSync(join(FOLDER, file), "utf8"), file);
  expect(policies).toHaveLength(1);
  return { ...policies[0]!, problems };
}

describe.each(["full.source.yaml", "full.source.json"])("%s", (file) => {
  it("is read as recorded, with what it says about it", async () => {
    const { policy, remarks, problems, format } = read(file);
    await expect(`${JSON.stringify({ format, remarks, problems, policy }, null, 2)}\n`).toMatchFileSnapshot(join(FOLDER, `${file}.read.json`));
  });

  it.each(FORMATS)("is written as %s as recorded", async (format, extension) => {
    const { text, lossy } = writePolicy(read(file).policy, format);
    await expect(text).toMatchFileSnapshot(join(FOLDER, `${file}.${extension}`));
    await expect(lossy.map((line) => `${line}\n`).join("")).toMatchFileSnapshot(join(FOLDER, `${file}.${extension}.lossy.txt`));
  });

  it("comes back the same from its own format and from Sallyport's", () => {
    const { policy, format } = read(file);
    for (const target of [format, "sallyport"] as const) {
      const back = readPolicies(writePolicy(policy, target).text, "again");
      expect(back.policies[0]?.policy).toEqual(policy);
    }
  });
});

describe("the sample resource", () => {
  it("has every rule type that Sallyport knows, and keeps the place of each rule", () => {
    const { policy } = read("full.source.yaml");
    const types = new Set(policy.cluster.rules.map(({ type }) => type));
    expect([...types].sort()).toEqual([...RULES.map(({ type }) => type), "imagesWithPoems"].sort());
    expect(policy.cluster.rules[25]).toMatchObject({ type: "imagesWithPoems", enabled: false });
    expect(policy.cluster.exceptions[2]).toMatchObject({ values: [] });
  });

  it("reads a tag as it is spelled, not as the number it looks like", () => {
    const { policy } = read("full.source.yaml");
    expect(policy.cluster.rules[11]?.properties["values"]).toEqual(["latest", "1.10", "null-tag", "on"]);
  });
});

describe("the API's severity", () => {
  const severityOf = (max: string): Policy["cluster"]["rules"][number] | undefined =>
    readPolicies(JSON.stringify({ name: "p", default: { rules: [{ type: "vulnerabilities", action: "log", statement: { properties: [{ key: "max-severity", value: max }] } }] } }), "p.json")
      .policies[0]?.policy.cluster.rules[0];

  it.each([["high", "critical"], ["medium", "high"], ["low", "medium"], ["negligible", "low"], ["none", "any"], ["unknown", "any"]])("still allows %s: the rule acts from %s on", (max, severity) => {
    expect(severityOf(max)).toMatchObject({ type: "imagesWithVulnerabilities", enabled: true, properties: { severity } });
  });

  it("that allows everything never acts", () => {
    expect(severityOf("critical")).toMatchObject({ enabled: false });
  });
});

describe("an original that still means the same", () => {
  const source = { name: "p", default: { rules: [{ type: "podSecurityContext", enabled: true, action: "log", mitigation: "log", statement: { properties: [{ key: "runAsNonRoot", value: "false" }] } }], exceptions: [] }, xdrEnabled: true };

  it("is written back as it was", () => {
    const { policy } = readPolicies(JSON.stringify(source), "p.json").policies[0]!;
    expect(policy.cluster.rules[0]?.type).toBe("runAsNonRoot");
    expect(JSON.parse(writePolicy(policy, "api").text)).toEqual(source);
  });

  it("is forgotten once the rule was changed", () => {
    const { policy } = readPolicies(JSON.stringify(source), "p.json").policies[0]!;
    const changed = { ...policy, cluster: { ...policy.cluster, rules: policy.cluster.rules.map((rule) => ({ ...rule, type: "privileged" })) } };
    expect(JSON.parse(writePolicy(changed, "api").text)).toMatchObject({
      default: { rules: [{ type: "containerSecurityContext", statement: { properties: [{ key: "privileged", value: "true" }] } }] },
    });
  });
});
