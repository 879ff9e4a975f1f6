import { describe, expect, it } from "vitest";
import { readPolicies, writePolicy } from "../../../shared/exchange/index.ts";

const resource = (name: string, apiVersion = "container-security.trendmicro.com/v1alpha1") => ({
  apiVersion,
  kind: "ClusterPolicy",
  metadata: { name },
  spec: { rules: [{ type: "privileged", action: "block" }] },
});

const names = (text: string) => readPolicies(text, "file").policies.map(({ policy }) => policy.name);

describe("recognition by content", () => {
  it.each([
    ["one resource in JSON", JSON.stringify(resource("a")), ["a"]],
    ["several YAML documents", `${JSON.stringify(resource("a"))}\n---\n---\n${JSON.stringify(resource("b"))}\n`, ["a", "b"]],
    ["a List", JSON.stringify({ apiVersion: "v1", kind: "List", items: [resource("a"), resource("b")] }), ["a", "b"]],
    ["a ClusterPolicyList", JSON.stringify({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "ClusterPolicyList", items: [resource("a")] }), ["a"]],
    ["earlier API groups", `${JSON.stringify(resource("a", "visionone.trendmicro.com/v1"))}\n---\n${JSON.stringify(resource("b", "cloudone.trendmicro.com/v1alpha1"))}`, ["a", "b"]],
    ["an API policy", JSON.stringify({ name: "a", default: {} }), ["a"]],
    ["a page of the API", JSON.stringify({ items: [{ name: "a", default: {} }, { name: "b", default: {} }] }), ["a", "b"]],
    ["an array", JSON.stringify([{ name: "a", default: {} }, resource("b")]), ["a", "b"]],
    ["Sallyport's own in YAML", "schema: sallyport/policy/v1\nname: a\n", ["a"]],
    ["Sallyport's own in JSON", '{"schema": "sallyport/policy/v1", "name": "a"}', ["a"]],
    ["flow style that is no JSON", "{apiVersion: container-security.trendmicro.com/v1alpha1, kind: ClusterPolicy, metadata: {name: a}, spec: {}}", ["a"]],
    ["a byte order mark and CRLF", "\ufeffschema: sallyport/policy/v1\r\nname: a\r\n", ["a"]],
  ])("%s", (_what, text, expected) => expect(names(text)).toEqual(expected));

  it("names the other kinds of a file", () => {
    const ruleset = { apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "RuntimeRuleset", metadata: { name: "r" }, spec: { definition: { rules: [] } } };
    const { policies, problems } = readPolicies(`${JSON.stringify(resource("a"))}\n---\n${JSON.stringify(ruleset)}\n`, "file");
    expect(problems).toEqual([]);
    expect(policies[0]?.remarks).toEqual(["The file also holds 1 ruleset: not read as a policy."]);
    expect(readPolicies(JSON.stringify(ruleset), "file").problems[0]?.message).toBe("No policy in it, only 1 ruleset.");
  });

  it("does not take another product's ClusterPolicy", () => {
    expect(readPolicies(JSON.stringify(resource("a", "kyverno.io/v1")), "file").policies).toEqual([]);
  });

  it("one broken policy does not keep the others out", () => {
    const { policies, problems } = readPolicies(JSON.stringify({ items: [{ default: {} }, { name: "b", default: {} }] }), "file");
    expect(policies.map(({ policy }) => policy.name)).toEqual(["b"]);
    expect(problems).toHaveLength(1);
  });
});

describe("the shape of the resource", () => {
  it("keeps an earlier API group and rules under spec.definition", () => {
    const source = { apiVersion: "visionone.trendmicro.com/v1alpha1", kind: "ClusterPolicy", metadata: { name: "a" }, spec: { definition: { xdrEnabled: true, rules: [{ type: "hostPID", action: "log", mitigation: "log" }] } } };
    const { policy } = readPolicies(JSON.stringify(source), "file").policies[0]!;
    expect(policy).toMatchObject({ xdrTelemetry: true, cluster: { rules: [{ type: "hostPID" }] } });
    expect(readPolicies(writePolicy(policy, "custom-resource").text, "again").policies[0]?.policy).toEqual(policy);
    expect(writePolicy(policy, "custom-resource").text).toContain("spec:\n  definition:\n");
  });

  it.each([
    ["trendmicro-cluster-policy", "trendmicro_cluster_policy"],
    ["a.b-c", "a.b_c"],
    ["UPPER_case", "UPPER_case"],
  ])("maps the name %s to %s and back", (written, name) => {
    const read = readPolicies(JSON.stringify(resource(written)), "file").policies[0]!;
    expect(read.policy.name).toBe(name);
    expect(read.remarks.some((remark) => remark.includes(written))).toBe(written !== name);
    expect(writePolicy(read.policy, "custom-resource").text).toContain(`  name: ${written}\n`);
  });

  it("carries a name that a resource cannot have in an annotation", () => {
    const { policy } = readPolicies("schema: sallyport/policy/v1\nname: Prod_EU\n", "file").policies[0]!;
    const { text, lossy } = writePolicy(policy, "custom-resource");
    expect(text).toContain("  name: prod-eu\n  annotations:\n    sallyport/name: Prod_EU\n");
    expect(lossy).toEqual([]);
    expect(names(text)).toEqual(["Prod_EU"]);
  });

  it("does not believe an annotation that belongs to another name", () => {
    const stale = { ...resource("other"), metadata: { name: "other", annotations: { "sallyport/name": "Prod_EU" } } };
    expect(names(JSON.stringify(stale))).toEqual(["other"]);
  });
});
