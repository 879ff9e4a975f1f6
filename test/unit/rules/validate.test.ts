import { describe, expect, it } from "vitest";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../../shared/model/policy.ts";
import { unreadException, unreadRule } from "../../../shared/model/unread.ts";
import { RULES } from "../../../shared/rules/index.ts";
import { defaultProperties } from "../../../shared/rules/parameters.ts";
import { validatePolicy } from "../../../shared/rules/validate.ts";

const rule = (changes: Partial<PolicyRule> = {}): PolicyRule => ({ type: "privileged", enabled: true, action: "block", mitigation: "log", properties: {}, ...changes });
const exception = (changes: Partial<PolicyException> = {}): PolicyException => ({ type: "imageName", operator: "equals", values: ["a"], ...changes });
const withRules = (...rules: PolicyRule[]): Policy => ({ ...emptyPolicy("P"), cluster: { rules, exceptions: [] } });
const withExceptions = (...exceptions: PolicyException[]): Policy => ({ ...emptyPolicy("P"), cluster: { rules: [], exceptions } });
const withDefinitions = (...namespaced: NamespacedDefinition[]): Policy => ({ ...emptyPolicy("P"), namespaced });
const paths = (policy: Policy): string[] => validatePolicy(policy).map((issue) => issue.path);

describe("validatePolicy", () => {
  it("finds nothing wrong with a new policy, nor with one rule of each type that has its defaults and values", () => {
    expect(validatePolicy(emptyPolicy("P"))).toEqual([]);
    const rules = RULES.map((descriptor) =>
      rule({
        type: descriptor.type,
        properties: Object.fromEntries(
          Object.entries(defaultProperties(descriptor)).map(([name, value]) => [name, name === "values" ? ["x"] : name === "attestors" ? { any: ["a"] } : value]),
        ),
      }),
    );
    expect(validatePolicy(withRules(...rules))).toEqual([]);
  });

  it.each([
    ["", "Enter a name."],
    ["my policy", "A name has only letters, digits, dots and underscores, and no spaces."],
    ["a-b", "A name has only letters, digits, dots and underscores, and no spaces."],
    ["é", "A name has only letters, digits, dots and underscores, and no spaces."],
    ["a\n", "A name has only letters, digits, dots and underscores, and no spaces."],
    ["x".repeat(65), "A name has at most 64 characters; this one has 65."],
  ])("refuses the name %j", (name, message) => {
    expect(validatePolicy(emptyPolicy(name))).toEqual([{ path: "name", message }]);
  });

  it("takes a name of 64 characters and a description of 128", () => {
    expect(validatePolicy(emptyPolicy("x".repeat(64), "kubernetes", "d".repeat(128)))).toEqual([]);
    expect(paths(emptyPolicy("x", "kubernetes", "d".repeat(129)))).toEqual(["description"]);
  });

  it("lets an Amazon ECS policy have runtime rulesets only", () => {
    const ecs: Policy = { ...emptyPolicy("P", "ecs"), runtime: { rulesets: ["R"] } };
    expect(validatePolicy(ecs)).toEqual([]);
    const full = { ...ecs, cluster: { rules: [rule()], exceptions: [exception()] }, namespaced: [{ name: "N", namespaces: ["n"] }] };
    expect(paths(full)).toEqual(["cluster.rules", "cluster.exceptions", "namespaced"]);
  });

  it.each(["isolate", "terminate"] as const)("lets a rule %s only when it blocks at deployment", (mitigation) => {
    expect(validatePolicy(withRules(rule({ mitigation })))).toEqual([]);
    for (const action of ["log", "none"] as const) {
      expect(validatePolicy(withRules(rule(), rule({ mitigation, action })))).toEqual([
        { path: "cluster.rules[1].mitigation", message: `Continuous mitigation can only be ${mitigation} if deployment action is block` },
      ]);
    }
  });

  it("checks each parameter of a rule that is on, at its field", () => {
    const values = rule({ type: "imageTag", properties: { operator: "equals", values: ["ok", "", "x".repeat(1025)] } });
    expect(paths(withRules(rule(), rule({ type: "containerCapabilities", properties: {} }), values))).toEqual([
      "cluster.rules[1].properties.capabilityRestriction",
      "cluster.rules[2].properties.values[1]",
      "cluster.rules[2].properties.values[2]",
    ]);
    expect(paths(withRules(rule({ type: "imageName", properties: { operator: "matches", values: [] } })))).toEqual([
      "cluster.rules[0].properties.operator",
      "cluster.rules[0].properties.values",
    ]);
  });

  it("leaves alone what is off, unknown, or kept from a file that could not be read", () => {
    const unread = { format: "api", source: {}, problem: "?" };
    expect(validatePolicy(withRules(rule({ type: "imageTag", enabled: false }), rule({ type: "ofTheFuture" }), unreadRule("imageTag", unread)))).toEqual([]);
    expect(validatePolicy(withExceptions(unreadException("imageTag", unread)))).toEqual([]);
  });

  it("wants values in exceptions, and an expiry that is a time", () => {
    expect(paths(withExceptions(exception({ values: [] }), exception({ values: ["a", "", "x".repeat(1025)] })))).toEqual([
      "cluster.exceptions[0].values",
      "cluster.exceptions[1].values[1]",
      "cluster.exceptions[1].values[2]",
    ]);
    for (const expires of ["2026-12-31T23:59:59Z", "2028-02-29T00:00:00.5+02:00"]) expect(validatePolicy(withExceptions(exception({ expires })))).toEqual([]);
    for (const expires of ["", "2026-12-31", "2026-12-31T23:59:59", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "soon"]) {
      expect(paths(withExceptions(exception({ expires })))).toEqual(["cluster.exceptions[0].expires"]);
    }
  });

  it("wants namespaces to be DNS labels, on rules and exceptions too", () => {
    const namespaces = ["kube-system", "Shop", "-a", "a.b", "", "x".repeat(64), "kube-system"];
    const places = [1, 2, 3, 4, 5, 6];
    expect(paths(withRules(rule({ namespaces })))).toEqual(places.map((place) => `cluster.rules[0].namespaces[${place}]`));
    expect(paths(withExceptions(exception({ namespaces })))).toEqual(places.map((place) => `cluster.exceptions[0].namespaces[${place}]`));
    expect(paths(withDefinitions({ name: "N", namespaces }))).toEqual(places.map((place) => `namespaced[0].namespaces[${place}]`));
  });

  it("wants namespaced definitions named, each once, with namespaces", () => {
    expect(paths(withDefinitions({ name: "", namespaces: ["a"] }, { name: "N", namespaces: [] }, { name: "N", namespaces: ["b"] }, { name: "cluster", namespaces: ["c"] }))).toEqual([
      "namespaced[0].name",
      "namespaced[1].namespaces",
      "namespaced[2].name",
      "namespaced[3].name",
    ]);
  });

  it("refuses a namespace in two definitions and names the other", () => {
    expect(validatePolicy(withDefinitions({ name: "First", namespaces: ["a", "b"] }, { name: "Second", namespaces: ["c", "b"] }))).toEqual([
      { path: "namespaced[1].namespaces[1]", message: 'The namespace "b" already belongs to the definition First.' },
    ]);
  });

  it("checks rules and exceptions of namespaced definitions", () => {
    const definition = { name: "N", namespaces: ["n"], rules: [rule({ mitigation: "isolate", action: "log" })], exceptions: [exception({ values: [] })] };
    expect(paths(withDefinitions(definition))).toEqual(["namespaced[0].rules[0].mitigation", "namespaced[0].exceptions[0].values"]);
  });
});
