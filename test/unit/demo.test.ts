import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readSource } from "../../main/files/readSource.ts";
import { InventoryBuilder } from "../../shared/audit/builder.ts";
import type { Inventory } from "../../shared/audit/inventory.ts";
import { Judgement } from "../../shared/audit/judge.ts";
import { ResultTable } from "../../shared/audit/table.ts";
import type { RunOptions } from "../../shared/audit/judge.ts";
import { readPolicies } from "../../shared/exchange/index.ts";
import { VERDICTS, type Verdict } from "../../shared/model/finding.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { validatePolicy } from "../../shared/rules/validate.ts";
import { RULES } from "../../shared/rules/index.ts";

const RESOURCES = join(import.meta.dirname, "../../resources");
const OPTIONS: RunOptions = {
  phase: "deployment",
  unsetFields: "violates",
  trustedDigests: [],
  now: Date.parse("2026-02-03T00:00:00Z"),
  excludedNamespaces: ["kube-system"],
};

/** How many workloads come to each verdict, those that have finished too. */
function countVerdicts(judgement: Judgement): Record<string, number> {
  const verdicts = judgement.workloads().map(({ verdict }) => verdict);
  return Object.fromEntries(VERDICTS.map((wanted) => [wanted, verdicts.filter((verdict) => verdict === wanted).length]));
}

function starterPolicy(file: string): Policy {
  const { policies, problems } = readPolicies(readFileSync(join(RESOURCES, "policies", file), "utf8"), file);
  expect(problems).toEqual([]);
  expect(policies.map(({ remarks }) => remarks)).toEqual([[]]);
  const [read] = policies;
  if (!read) throw new Error(`${file} holds no policy.`);
  return read.policy;
}

describe("the demo cluster", () => {
  let inventory: Inventory;
  let judgement: Judgement;

  beforeAll(async () => {
    const builder = new InventoryBuilder({ namespace: "default" });
    const read = await readSource([join(RESOURCES, "demo")], builder);
    if (!read.ok) throw new Error(read.error.message);
    inventory = builder.inventory();
    judgement = new Judgement(inventory, starterPolicy("demo_baseline.yaml"), OPTIONS);
  });

  const named = (verdict: Verdict) =>
    judgement
      .workloads()
      .filter((judged) => judged.verdict === verdict)
      .map(({ workload }) => `${workload.namespace}/${workload.name}`)
      .sort();

  test("is read whole", () => {
    expect(inventory.coverage).toMatchObject({
      examined: inventory.objects.length,
      unreadable: [],
      notListed: [],
      skipped: expect.arrayContaining([
        { reason: "notWorkload", kind: "Namespace", count: 8 },
        { reason: "notWorkload", kind: "Service", count: 5 },
        { reason: "notExamined", kind: "PodTemplate", count: 1 },
      ]),
    });
    expect(inventory.coverage.assumedNamespace).toBeUndefined();
    expect(judgement.rollUp().unknownOwners).toEqual([{ kind: "Rollout.argoproj.io", count: 3 }]);
  });

  test("has these verdicts under the demo's policy", () => {
    expect(named("block")).toEqual([
      "ci/runner", "data/kafka", "data/pgadmin", "monitoring/node-exporter", "payments/card-vault", "payments/settlement",
      "platform/csi-driver", "shop/cart", "shop/catalog", "shop/pricing",
    ]);
    expect(named("log")).toEqual([
      "data/psql-anna", "data/redis", "monitoring/log-shipper", "payments/fraud-scoring", "payments/reconciliation-2026-01",
      "platform/dns-cache", "platform/ingress-nginx", "shop/checkout", "shop/recommendations", "shop/search",
    ]);
    expect(named("unknown")).toEqual(["payments/gateway", "payments/ledger", "shop/reviews"]);
    expect(named("allow")).toEqual([
      "ci/cleanup-branches", "ci/dependency-updates", "ci/image-cache", "data/backup", "data/postgres", "monitoring/alertmanager",
      "monitoring/grafana", "monitoring/node-agent", "monitoring/prometheus", "monitoring/windows-exporter", "platform/cert-manager",
      "platform/external-dns", "platform/quota-operator", "shop/newsletter", "shop/storefront",
    ]);
    expect(named("excluded")).toEqual([
      "kube-system/coredns", "kube-system/etcd-node-1", "kube-system/kube-apiserver-node-1", "kube-system/kube-proxy", "legacy/erp", "legacy/report-printer",
    ]);
    expect(countVerdicts(judgement)).toEqual({ block: 10, log: 10, unknown: 3, allow: 15, excluded: 6 });
  });

  test("shows running pods that differ from their template", () => {
    const differing = judgement.workloads().filter(({ now, afterRestart }) => now !== undefined && now !== afterRestart);
    expect(Object.fromEntries(differing.map(({ workload, now, afterRestart }) => [workload.name, [now, afterRestart]]))).toEqual({
      cart: ["block", "allow"],
      checkout: ["log", "allow"],
      pricing: ["allow", "block"],
    });
    expect([...new ResultTable(judgement).select({ restart: ["template"] }, "name", false).rows].map((row) => judgement.workloads()[row]?.workload.name)).toEqual(["pricing"]);
  });

  test("shows every kind of finding and every state", () => {
    const findings = [...inventory.objects].flatMap((object) => judgement.findingsOf(object));
    const kinds = (of: (finding: (typeof findings)[number]) => string | undefined) => new Set(findings.map(of));
    expect(kinds(({ basis }) => basis)).toEqual(new Set(["explicit", "unset", "implied"]));
    expect(kinds(({ status }) => status)).toEqual(new Set(["violation", "not-decidable"]));
    expect(kinds(({ container }) => container?.kind)).toEqual(new Set(["container", "init", "ephemeral", undefined]));
    expect(kinds(({ rule }) => rule.definition)).toEqual(new Set(["cluster", "Platform"]));
    expect(new Set(findings.filter(({ excusedBy }) => excusedBy).map(({ rule }) => rule.type))).toEqual(
      new Set(["hostNetwork", "hostPID", "privileged", "allowPrivilegeEscalation", "runAsNonRoot", "readOnlyRootFilesystem", "containerCapabilities"]),
    );
    expect(new Set([...inventory.objects].map(({ state }) => state))).toEqual(new Set(["running", "finished", "mirror", "template", "history"]));
    expect(new Set([...inventory.objects].map(({ kind }) => kind)).size).toBe(8);
  });

  test("is logged, never blocked, by the policy to start with", () => {
    const logged = new Judgement(inventory, starterPolicy("log_everything.yaml"), OPTIONS);
    expect(countVerdicts(logged)).toMatchObject({ block: 0, unknown: 1, allow: 2, excluded: 6 });
  });
});

/** The folder `starters` has tests of its own. */
const DEMO_POLICIES = readdirSync(join(RESOURCES, "policies")).filter((name) => name.endsWith(".yaml"));

describe.each(DEMO_POLICIES)("the demo policy %s", (file) => {
  test("can be saved as it is, and is named as its file", () => {
    const policy = starterPolicy(file);
    expect(validatePolicy(policy)).toEqual([]);
    expect(`${policy.name}.yaml`).toBe(file);
  });
});

test("the policy to start with logs every rule that judges workloads by itself", () => {
  const judging = RULES.filter(({ group }) => group === "pod" || group === "container" || group === "image").map(({ type }) => type);
  const { rules } = starterPolicy("log_everything.yaml").cluster;
  expect(new Set(rules.map(({ type }) => type))).toEqual(new Set(judging));
  expect(rules.every(({ enabled, action, mitigation }) => enabled && action === "log" && mitigation === "log")).toBe(true);
});
