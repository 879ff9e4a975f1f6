import { describe, expect, it } from "vitest";
import { applyFix, exceptionUses, policyTraps, ResultTable, trapFacts } from "../../../shared/audit/index.ts";
import type { Trap } from "../../../shared/audit/results.ts";
import type { Policy, PolicyException, PolicyRule } from "../../../shared/model/policy.ts";
import { judge, policyOf, rule, RUN } from "../../support/judging.ts";
import { container, pod } from "../../support/objects.ts";

const codes = (traps: Trap[]): string[] => traps.map(({ code, path }) => `${code} ${path}`);
const image = (type: string, operator: string, ...values: string[]): PolicyRule => rule(type, { properties: { operator, values } });
const withExceptions = (...exceptions: PolicyException[]): Policy => ({ ...policyOf(rule("privileged")), cluster: { rules: [rule("privileged")], exceptions } });
const exception = (type: PolicyException["type"], operator: PolicyException["operator"], ...values: string[]): PolicyException => ({ type, operator, values });

function onData(objects: unknown[], policy: Policy): Trap[] {
  const judgement = judge(objects, policy);
  return policyTraps(policy, RUN.now, trapFacts(judgement, new ResultTable(judgement).hitCounts(), exceptionUses(judgement)));
}

const pods = (count: number, imageOf: (index: number) => string, more: object = {}) =>
  Array.from({ length: count }, (_, index) => pod({ name: `p${index}`, containers: [container({ image: imageOf(index), ...more })] }));

describe("rules", () => {
  it("that hit nearly everything on the data are named, those that hit some are not", () => {
    const policy = policyOf(image("imageRegistry", "notEquals", "other.example.com"), image("imageTag", "notEquals", "1.2"));
    expect(codes(onData(pods(10, () => "registry.example.com/a/b:1.2"), policy))).toEqual(["hits-nearly-everything cluster.rules[0].properties.values"]);
    expect(codes(onData(pods(10, (index) => (index < 3 ? "other.example.com/a:1.2" : "registry.example.com/a:1.2")), policy))).toEqual([]);
    expect(codes(onData(pods(3, () => "registry.example.com/a/b:1.2"), policy))).toEqual([]);
  });

  it("that block whatever the other allows are named without any data", () => {
    const policy = policyOf(image("imageRegistry", "notEquals", "a.example.com"), image("imageRegistry", "notEquals", "b.example.com"));
    expect(codes(policyTraps(policy, RUN.now))).toEqual(["hits-nearly-everything cluster.rules[1].properties.values"]);
    const apart = policyOf({ ...image("imageRegistry", "notEquals", "a.example.com"), namespaces: ["a"] }, { ...image("imageRegistry", "notEquals", "b.example.com"), namespaces: ["b"] });
    expect(policyTraps(apart, RUN.now)).toEqual([]);
  });

  it.each([
    ["imageRegistry", "quay.io", "quay.io.evil.io"],
    ["imageRegistry", "quay.io/acme", "quay.io/acme-evil/app:1"],
    ["imageRegistry", "quay.io/acme/", "evil"],
    ["imagePath", "quay.io/acme/", "evil"],
  ])("as an allow-list by part: %s that does not contain %s lets %s pass", (type, value, example) => {
    const traps = policyTraps(policyOf(image(type, "notContains", value)), RUN.now);
    expect(codes(traps)).toEqual(["prefix-without-end cluster.rules[0].properties.values[0]"]);
    expect(traps[0]?.message).toContain(example);
  });

  it("that want a digest, or compare whole parts, are not such lists", () => {
    expect(policyTraps(policyOf(image("imagePath", "notContains", "@sha256:"), image("imageRegistry", "notEquals", "quay.io", "quay.io/acme")), RUN.now)).toEqual([]);
  });

  it.each<[string, PolicyRule, PolicyRule, number[]]>([
    ["the same twice", rule("privileged"), rule("privileged"), [1]],
    ["a milder one", rule("privileged", { action: "log" }), rule("privileged"), [0]],
    ["one that is stricter later", rule("privileged", { mitigation: "log" }), rule("privileged", { mitigation: "terminate" }), [0]],
    ["one for fewer namespaces", rule("privileged"), rule("privileged", { namespaces: ["a"] }), [1]],
    ["one for other namespaces", rule("privileged", { namespaces: ["b"] }), rule("privileged", { namespaces: ["a"] }), []],
    ["a stricter one for fewer", rule("privileged", { action: "log" }), rule("privileged", { namespaces: ["a"] }), []],
    ["a wider capability set", rule("containerCapabilities", { properties: { capabilityRestriction: "restricted" } }), rule("containerCapabilities", { properties: { capabilityRestriction: "baseline" } }), [1]],
    ["a higher severity", rule("imagesWithVulnerabilities", { properties: { severity: "critical" } }), rule("imagesWithVulnerabilities", { properties: { severity: "high" } }), [0]],
    ["a longer age", rule("imagesNotScanned", { properties: { scanType: "malware", maxScanAge: 30 } }), rule("imagesNotScanned", { properties: { scanType: "malware", maxScanAge: 7 } }), [0]],
    ["another kind of scan", rule("imagesNotScanned", { properties: { scanType: "secret", maxScanAge: 30 } }), rule("imagesNotScanned", { properties: { scanType: "malware", maxScanAge: 7 } }), []],
    ["fewer values", image("imageTag", "equals", "a", "b"), image("imageTag", "equals", "a"), [1]],
    ["more values that are allowed", image("imageTag", "notEquals", "a"), image("imageTag", "notEquals", "a", "b"), [1]],
    ["a longer prefix", image("imagePath", "startsWith", "quay.io/"), image("imagePath", "startsWith", "quay.io/acme/"), [1]],
    ["a value below a prefix", image("imagePath", "startsWith", "quay.io/"), image("imagePath", "equals", "quay.io/a:1"), [1]],
    ["one that is off", rule("privileged"), rule("privileged", { enabled: false }), []],
    ["another type", rule("privileged"), rule("hostPID"), []],
  ])("made redundant: %s", (_what, first, second, redundant) => {
    expect(codes(policyTraps(policyOf(first, second), RUN.now)).filter((code) => code.startsWith("redundant"))).toEqual(redundant.map((index) => `redundant-rule cluster.rules[${index}]`));
  });

  it.each<[string, PolicyRule, string]>([
    ["a value with a wildcard that acts on nothing", image("imagePath", "startsWith", "quay.io/*"), "rule-never-matches cluster.rules[0].properties.values[0]"],
    ["an allow-list of wildcards that acts on everything", image("imageRegistry", "notEquals", "https://quay.io"), "hits-nearly-everything cluster.rules[0].properties.values[0]"],
    ["one value of an allow-list that allows nothing", image("imageRegistry", "notEquals", "quay.io", "quay.io/Acme"), "rule-never-matches cluster.rules[0].properties.values[1]"],
  ])("of which no image can have the value: %s", (_what, one, code) => expect(codes(policyTraps(policyOf(one), RUN.now))).toEqual([code]));

  const signed = (...conditions: string[]): PolicyRule =>
    rule("verifyImages", {
      properties: {
        attestors: { any: ["release"] },
        conditions: conditions.map((text) => {
          const [type, resourceFilter, operatorOrFunction, value] = text.split(" ");
          return { type, resourceFilter, operatorOrFunction, value };
        }),
      },
    });

  it.each<[string[], string]>([
    [["exclude registry beginsWith quay.io"], "signature-skipped cluster.rules[0].properties.conditions[0].operatorOrFunction"],
    [["exclude registry endsWith example.com"], "signature-skipped cluster.rules[0].properties.conditions[0].operatorOrFunction"],
    [["exclude repository equals istio/proxyv2"], "signature-skipped cluster.rules[0].properties.conditions[0].value"],
    [["match registry equals a.io", "match registry equals b.io"], "rule-never-matches cluster.rules[0].properties.conditions"],
    [["match registry beginsWith quay.io/acme"], "rule-never-matches cluster.rules[0].properties.conditions[0].value"],
  ])("about signatures: %s", (conditions, code) => expect(codes(policyTraps(policyOf(signed(...conditions)), RUN.now))).toEqual([code]));

  it.each<[string[]]>([
    [["exclude registry equals quay.io"]],
    [["exclude registry endsWith .example.com"]],
    [["match registry equals quay.io", "exclude repository equals istio/proxyv2"]],
    [["match registry beginsWith quay.io"]],
  ])("about signatures are fine: %s", (conditions) => expect(policyTraps(policyOf(signed(...conditions)), RUN.now)).toEqual([]));

  it("of namespaced definitions are looked at on their own", () => {
    const policy: Policy = { ...policyOf(rule("privileged")), namespaced: [{ name: "A", namespaces: ["a"], rules: [rule("privileged")] }] };
    expect(policyTraps(policy, RUN.now)).toEqual([]);
  });
});

describe("exceptions", () => {
  it.each<[string, PolicyException, string]>([
    ["by name, whatever the registry", exception("imageName", "equals", "acme/app"), "exception-opens-registries cluster.exceptions[0].values[0]"],
    ["by tag", exception("imageTag", "equals", "debug"), "exception-opens-registries cluster.exceptions[0].values[0]"],
    ["by a part of the path", exception("imagePath", "contains", "quay.io/acme/"), "exception-opens-registries cluster.exceptions[0].values[0]"],
    ["by the beginning of a host", exception("imageRegistry", "startsWith", "quay.io"), "prefix-without-end cluster.exceptions[0].values[0]"],
    ["by the beginning of a path", exception("imagePath", "startsWith", "quay.io/acme"), "prefix-without-end cluster.exceptions[0].values[0]"],
    ["of everything else", exception("imageRegistry", "notEquals", "docker.io"), "hits-nearly-everything cluster.exceptions[0].operator"],
    ["that have expired", { ...exception("imageRegistry", "equals", "quay.io"), expires: "2026-01-01T00:00:00Z" }, "exception-expired cluster.exceptions[0].expires"],
    ["with a wildcard", exception("imagePath", "equals", "quay.io/acme/*"), "exception-never-matches cluster.exceptions[0].values[0]"],
    ["with https://", exception("imageRegistry", "equals", "https://quay.io"), "exception-never-matches cluster.exceptions[0].values[0]"],
  ])("%s", (_what, one, code) => expect(codes(policyTraps(withExceptions(one), RUN.now))).toEqual([code]));

  it.each<[string, PolicyException]>([
    ["a registry", exception("imageRegistry", "equals", "quay.io")],
    ["a registry with a path", exception("imageRegistry", "equals", "quay.io/acme")],
    ["a whole path", exception("imagePath", "equals", "quay.io/acme/app:1")],
    ["a path up to a slash", exception("imagePath", "startsWith", "quay.io/acme/")],
    ["a path up to its tag", exception("imagePath", "startsWith", "quay.io/acme/app:")],
    ["one that is off", { ...exception("imageTag", "equals", "debug"), enabled: false }],
  ])("by %s are fine", (_what, one) => expect(policyTraps(withExceptions(one), RUN.now)).toEqual([]));

  it("that match no image of the data are named", () => {
    const policy = withExceptions(exception("imagePath", "startsWith", "quay.io/nothing/"));
    expect(codes(onData(pods(2, () => "registry.example.com/a:1"), policy))).toEqual(["exception-never-matches cluster.exceptions[0].values"]);
  });

  it("that hide many workloads of the data are named", () => {
    const policy = withExceptions(exception("imagePath", "startsWith", "registry.example.com/agents/"));
    const objects = pods(12, (index) => `registry.example.com/agents/a${index}:1`, { securityContext: { privileged: true } });
    const traps = onData(objects, policy);
    expect(codes(traps)).toEqual(["exception-hides-many cluster.exceptions[0]"]);
    expect(traps[0]?.message).toContain("12 of 12 workloads");
    // With a reason, somebody answers for it.
    expect(onData(objects, withExceptions({ ...exception("imagePath", "startsWith", "registry.example.com/agents/"), reason: "node agents" }))).toEqual([]);
    expect(onData(objects.slice(0, 10), policy)).toEqual([]);
  });

  it.each<[string, PolicyException, PolicyException, number[]]>([
    ["the same twice", exception("imageRegistry", "equals", "quay.io"), exception("imageRegistry", "equals", "quay.io"), [1]],
    ["one below a registry", exception("imageRegistry", "equals", "quay.io/acme"), exception("imageRegistry", "equals", "quay.io"), [0]],
    ["one that ends earlier", { ...exception("imageRegistry", "equals", "quay.io"), expires: "2027-01-01T00:00:00Z" }, exception("imageRegistry", "equals", "quay.io"), [0]],
    ["one that ends later", { ...exception("imageRegistry", "equals", "quay.io"), expires: "2027-01-01T00:00:00Z" }, exception("imageRegistry", "equals", "quay.io/acme"), []],
    ["one for other namespaces", { ...exception("imageRegistry", "equals", "quay.io"), namespaces: ["a"] }, { ...exception("imageRegistry", "equals", "quay.io"), namespaces: ["b"] }, []],
  ])("made redundant: %s", (_what, first, second, redundant) => {
    expect(codes(policyTraps(withExceptions(first, second), RUN.now))).toEqual(redundant.map((index) => `redundant-exception cluster.exceptions[${index}]`));
  });

  it("of a namespaced definition are named by their place there", () => {
    const policy: Policy = { ...policyOf(rule("privileged")), namespaced: [{ name: "A", namespaces: ["a"], exceptions: [exception("imageTag", "equals", "x")] }] };
    expect(codes(policyTraps(policy, RUN.now))).toEqual(["exception-opens-registries namespaced[0].exceptions[0].values[0]"]);
  });
});

describe("a fix", () => {
  const quay = pods(9, (index) => (index === 0 ? "docker.io/library/nginx:1" : "quay.io/acme/app:1"), { securityContext: { privileged: true } });
  const cases: [string, Policy][] = [
    ["an allow-list of one registry", policyOf(image("imageRegistry", "notEquals", "other.example.com"))],
    ["two allow-lists", policyOf(image("imageRegistry", "notEquals", "quay.io"), image("imageRegistry", "notEquals", "docker.io"))],
    ["a leaky allow-list", policyOf(image("imagePath", "notContains", "quay.io/acme/", "docker.io/"))],
    ["a rule twice", policyOf(rule("privileged"), rule("privileged"))],
    ["a wildcard", policyOf(image("imagePath", "equals", "quay.io/acme/*"))],
    ["an exception by name", withExceptions(exception("imageName", "equals", "acme/app"))],
    ["an exception by tag", withExceptions(exception("imageTag", "equals", "1"))],
    ["an exception by the beginning of a host", withExceptions(exception("imageRegistry", "startsWith", "quay.io"))],
    ["an exception with a wildcard", withExceptions(exception("imageRegistry", "equals", "https://quay.io/acme/*", "docker.io"))],
    ["an exception of everything else", withExceptions(exception("imageRegistry", "notEquals", "quay.io"))],
    ["an expired exception", withExceptions({ ...exception("imageRegistry", "equals", "quay.io"), expires: "2026-01-01T00:00:00Z" })],
    ["an exception that matches nothing", withExceptions(exception("imageRegistry", "equals", "other.example.com"))],
  ];

  it.each(cases)("of %s does away with its trap and makes no other", (_what, policy) => {
    const before = onData(quay, policy);
    const fixes = before.flatMap(({ code, fixes: own }) => own.map((fix) => ({ code, fix })));
    expect(fixes.length).toBeGreaterThan(0);
    const useless = fixes.filter(({ code, fix }) => {
      const after = onData(quay, applyFix(policy, fix));
      const alike = (traps: Trap[]) => traps.filter((trap) => trap.code === code).length;
      return alike(after) >= alike(before) || after.length >= before.length;
    });
    expect(useless.map(({ fix }) => fix.label)).toEqual([]);
  });

  it("leaves the rest of the policy as it is, and does nothing where its place is gone", () => {
    const policy = withExceptions(exception("imageTag", "equals", "debug"));
    expect(applyFix(policy, { label: "", changes: [{ path: "cluster.exceptions[0].enabled", value: false }] })).toEqual(withExceptions({ ...exception("imageTag", "equals", "debug"), enabled: false }));
    expect(applyFix(policy, { label: "", changes: [{ path: "namespaced[3].rules[0]" }, { path: "cluster.rules[9]" }] })).toEqual(policy);
  });
});
