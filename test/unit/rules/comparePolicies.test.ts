import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { stableStringify } from "../../../shared/kernel/stable.ts";
import type { Policy, PolicyException } from "../../../shared/model/policy.ts";
import { comparePolicies } from "../../../shared/rules/comparePolicies.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { policyOf, rule } from "../../support/judging.ts";

vi.setConfig({ testTimeout: 120_000 });

const base: Policy = policyOf(rule("privileged"), rule("imageTag"), rule("hostPID", { action: "log" }));
const withRules = (...rules: Policy["cluster"]["rules"]): Policy => ({ ...base, cluster: { ...base.cluster, rules } });
const [privileged, tag, hostPID] = base.cluster.rules as [Policy["cluster"]["rules"][number], Policy["cluster"]["rules"][number], Policy["cluster"]["rules"][number]];
const CLUSTER = "Cluster-wide Policy Definition";

describe("two versions of a policy", () => {
  it.each<[string, Partial<Policy>, object[]]>([
    ["the same", {}, []],
    ["a description", { description: "new" }, [{ kind: "changed", where: "Policy", what: "Description", before: "", after: "new" }]],
    ["a switch", { trustedImages: false }, [{ what: "Exception for trusted images", before: "on", after: "off" }]],
    ["a ruleset", { runtime: { rulesets: ["watch"] } }, [{ kind: "added", where: "Runtime", what: "ruleset watch" }]],
    [
      "a scan",
      { malwareScan: { mitigation: "isolate", schedule: { enabled: true, cron: "0 2 * * 1" } } },
      [{ where: "Scans", what: "Malware scan", before: "not set", after: "on, every Monday at 02:00 UTC, Isolate" }],
    ],
    ["kept fields", { extra: { api: { fields: { a: 1 } } } }, [{ what: "fields kept of an imported document" }]],
  ])("differ in %s", (_what, change, expected) => expect(comparePolicies(base, { ...base, ...change })).toMatchObject(expected));

  it("differ by rules: added, removed, changed, moved", () => {
    expect(comparePolicies(base, withRules(privileged, tag))).toEqual([
      { kind: "removed", where: CLUSTER, what: "Deployment Log, Continuous Log: containers that run in the host PID namespace" },
    ]);
    expect(comparePolicies(base, withRules(privileged, tag, hostPID, rule("hostIPC")))).toMatchObject([{ kind: "added", what: expect.stringContaining("host IPC") as unknown }]);
    expect(comparePolicies(base, withRules({ ...privileged, mitigation: "terminate" }, tag, hostPID))).toEqual([
      {
        kind: "changed", where: CLUSTER, what: "privileged containers",
        before: "Deployment Block, Continuous Log: privileged containers", after: "Deployment Block, Continuous Terminate: privileged containers",
      },
    ]);
    expect(comparePolicies(base, withRules(tag, hostPID, privileged))).toMatchObject([{ kind: "moved", what: "privileged containers", before: "place 1", after: "place 3" }]);
  });

  it("tell two rules of one type apart by what they say", () => {
    const before = withRules(tag, { ...tag, properties: { operator: "equals", values: ["dev"] } });
    const after = withRules({ ...tag, properties: { operator: "equals", values: ["dev"] } });
    expect(comparePolicies(before, after)).toMatchObject([{ kind: "removed", what: expect.stringContaining("latest") as unknown }]);
  });

  it("differ by exceptions with their reasons and expiry", () => {
    const exception: PolicyException = { type: "imageName", operator: "equals", values: ["a"], reason: "r" };
    const before = { ...base, cluster: { ...base.cluster, exceptions: [exception] } };
    const after = { ...base, cluster: { ...base.cluster, exceptions: [{ ...exception, expires: "2030-01-01T00:00:00Z" }] } };
    expect(comparePolicies(before, after)).toMatchObject([{ kind: "changed", after: "Allow images with names that equal “a”, until 2030-01-01T00:00:00Z, reason r" }]);
  });

  it("differ by namespaced definitions, their namespaces, and what they inherit", () => {
    const before: Policy = { ...base, namespaced: [{ name: "A", namespaces: ["a", "b"] }, { name: "B", namespaces: ["x"], rules: [] }] };
    const after: Policy = { ...base, namespaced: [{ name: "A", namespaces: ["b", "c"], rules: [privileged] }, { name: "C", namespaces: ["x"], rules: [] }] };
    expect(comparePolicies(before, after).map(({ kind, where, what }) => `${kind} ${where}: ${what}`)).toEqual([
      "removed B: definition for x",
      "removed A: namespace a",
      "added A: namespace c",
      "changed A: Rules",
      "added A: Deployment Block, Continuous Log: privileged containers",
      "added C: definition for x",
    ]);
  });

  it("are told as different exactly when they are, but for the order of names", () => {
    const sorted = (policy: Policy): Policy => ({
      ...policy,
      runtime: { rulesets: policy.runtime.rulesets.toSorted() },
      namespaced: policy.namespaced.map((definition) => ({ ...definition, namespaces: definition.namespaces.toSorted() })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ...(policy.secretScan ? { secretScan: { ...policy.secretScan, excludedPaths: policy.secretScan.excludedPaths.toSorted() } } : {}),
    });
    const unique = policies.filter(({ namespaced }) => new Set(namespaced.map(({ name }) => name)).size === namespaced.length);
    fc.assert(
      fc.property(unique, unique, (a, b) => {
        expect(comparePolicies(a, a)).toEqual([]);
        expect(comparePolicies(a, b).length === 0).toBe(stableStringify(sorted(a)) === stableStringify(sorted(b)));
        // A change of one field of the same policy is never missed.
        const changed: Policy = { ...a, description: b.description, cluster: b.cluster };
        expect(comparePolicies(a, changed).length === 0).toBe(stableStringify(a) === stableStringify(changed));
      }),
      { numRuns: 200 },
    );
  });
});
