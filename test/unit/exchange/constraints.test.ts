import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { describe, expect, it } from "vitest";
import { writeAttestor, writePolicy, writeRuleset } from "../../../shared/exchange/index.ts";
import { emptyPolicy, type Policy } from "../../../shared/model/policy.ts";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { attestors, rulesets } from "../../support/arbitraryObjects.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { violations } from "../../support/checkConstraint.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";
import { API_POLICY, RESOURCE } from "../../support/vendorConstraints.ts";

/** The resources of a text as the cluster gets them: kubectl reads YAML 1.1, where more words are no texts. */
function resources(text: string): unknown[] {
  const [modern, old] = (["1.2", "1.1"] as const).map((version) => parseAllDocuments(text, { version }).map((document): unknown => document.toJS()));
  expect(old).toEqual(modern);
  return modern ?? [];
}

/** What the editor lets nobody save is no export. */
const savable = policies.map((policy): Policy => ({ ...policy, platform: "kubernetes" })).filter((policy) => validatePolicy(policy).length === 0);

describe("what is written passes what the vendor publishes", () => {
  it("as a ClusterPolicy, and as a policy of the API", () => {
    fc.assert(
      fc.property(savable, (policy) => {
        expect(resources(writePolicy(policy, "custom-resource").text).flatMap((resource) => violations(resource, RESOURCE))).toEqual([]);
        expect(violations(JSON.parse(writePolicy(policy, "api").text), API_POLICY)).toEqual([]);
      }),
      { numRuns: rounds(150) },
    );
  });

  it("as a RuntimeRuleset and a CustomRuleset; ids of another form are told", () => {
    fc.assert(
      fc.property(rulesets, (ruleset) => {
        const { text, lossy } = writeRuleset(ruleset, "custom-resource");
        expect(resources(text).flatMap((resource) => violations(resource, RESOURCE))).toEqual([]);
        for (const { id } of ruleset.rules) if (!/^TM-\d{8}$/.test(id)) expect(lossy.join("\n")).toContain(id);
      }),
      { numRuns: rounds(150) },
    );
  });

  it.each(["e0", "E.7", "e_20", "yes", "n", "null", "1.20", "0x1F", "1_000"])("under a name like %s, which a reader of YAML 1.1 could take for something else", (name) => {
    expect(resources(writePolicy(emptyPolicy(name), "custom-resource").text)).toMatchObject([{ metadata: { name: expect.any(String) as unknown } }]);
  });

  it("as an Attestor", () => {
    fc.assert(
      fc.property(attestors, (attestor) => {
        if (attestor.material.type !== "cosignPublicKey") return;
        expect(resources(must(writeAttestor(attestor, "custom-resource")).text).flatMap((resource) => violations(resource, RESOURCE))).toEqual([]);
      }),
      { numRuns: rounds(150) },
    );
  });
});

/** The check itself must be able to find something. */
describe("what breaks a constraint is found", () => {
  const policy = (rule: object) => ({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "ClusterPolicy", metadata: { name: "p" }, spec: { xdrEnabled: true, rules: [rule] } });
  const attestor = (spec: object, name = "a") => ({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "Attestor", metadata: { name }, spec: { type: "cosignPublicKey", transparencyLogEnabled: false, ...spec } });
  const KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----";

  it.each<[string, object]>([
    ["isolate without block", policy({ type: "privileged", action: "log", mitigation: "isolate" })],
    ["an action that is none", policy({ type: "privileged", action: "none" })],
    ["a field that nobody knows", policy({ type: "privileged", action: "log", enabled: true })],
    ["a value that is empty", policy({ type: "imageTag", action: "log", properties: { operator: "equals", values: [""] } })],
    ["at least k attestors", policy({ type: "verifyImages", action: "log", properties: { attestors: { any: ["a"], atLeast: 1 } } })],
    ["an attestor's name that is no object's", policy({ type: "verifyImages", action: "log", properties: { attestors: { any: ["A_b"] } } })],
    ["a line end after a key", attestor({ publicKey: `${KEY}\n` })],
    ["no key", attestor({})],
    ["a server without a scheme", attestor({ publicKey: KEY, transparencyLogOptions: { server: "rekor.example.com" } })],
    ["a name with an underscore", attestor({ publicKey: KEY }, "a_b")],
  ])("%s", (_what, resource) => expect(violations(resource, RESOURCE)).not.toEqual([]));
});
