import type { Coverage } from "../../shared/audit/coverage.ts";
import type {
  ContextInfo, Job, PolicySummary, RowFilter, RowPage, ScanSummary, Settings, SnapshotSummary, VerdictCounts, WorkloadDetail, WorkloadRow,
} from "../../shared/ipc/types.ts";
import type { Finding, Verdict } from "../../shared/model/finding.ts";

/** Made-up answers of the trusted side for tests of the window. Each function gives a fresh value. */

export const NOW = "2026-03-02T10:00:00Z";

export function settings(): Settings {
  return { theme: "system", author: "author-1", keepScans: 0, views: [], excludedNamespaces: ["kube-system"], trustedDigests: [], requestsPerSecond: null };
}

export function counts(some: Partial<VerdictCounts> = {}): VerdictCounts {
  return { block: 0, log: 0, unknown: 0, allow: 0, excluded: 0, ...some };
}

export function coverage(some: Partial<Coverage> = {}): Coverage {
  return { examined: 40, skipped: [], unreadable: [], notListed: [], unknownOwners: [], ...some };
}

export function snapshot(some: Partial<SnapshotSummary> = {}): SnapshotSummary {
  return {
    id: "snap-1", name: "prod-eu", origin: "files", source: ["/media/prod-eu.json.gz"], taken: NOW, objects: 90, pods: 50, namespaces: 8,
    coverage: coverage(), storedBytes: 120_000, digest: "3f9a".repeat(16), ...some,
  };
}

export function policySummary(some: Partial<PolicySummary> = {}): PolicySummary {
  return {
    name: "web_baseline", description: "", platform: "kubernetes", ruleCount: 6, namespacedCount: 0, version: 7, created: NOW, updated: NOW,
    assignedTo: [], hasDraft: false, ...some,
  };
}

export function context(some: Partial<ContextInfo> = {}): ContextInfo {
  return {
    name: "prod-eu-admin", cluster: "prod-eu", server: "https://10.0.0.1:6443", user: "author-1", namespace: "default",
    file: "/home/user/.kube/config", current: true, ...some,
  };
}

export function scan(some: Partial<ScanSummary> = {}): ScanSummary {
  return {
    id: "scan-1", snapshotId: "snap-1", snapshotName: "prod-eu", policy: "web_baseline", policyVersion: 7, options: { phase: "deployment" },
    started: NOW, finished: "2026-03-02T10:00:03Z", state: "done", verdicts: counts({ block: 2, log: 1, allow: 1 }), workloads: 4,
    wouldNotComeBack: 1, coverage: coverage(), ...some,
  };
}

export function job(some: Partial<Job> = {}): Job {
  return {
    id: "job-1", kind: "scan", title: "Scanning prod-eu", state: "running", scanId: "scan-1", snapshotId: "snap-1",
    progress: { what: "prod-eu.json.gz", objects: 4000, bytes: 500_000, totalBytes: 1_000_000, elapsedMs: 2000 }, ...some,
  };
}

export function row(some: Partial<WorkloadRow> = {}): WorkloadRow {
  return {
    id: 0, apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "cart", state: "running", verdict: "block", pods: 12,
    finishedPods: 0, now: "block", afterRestart: "block", why: ["keeps NET_RAW", "may run as root"], created: "2026-01-20T10:00:00Z", ...some,
  };
}

/** `total` rows that take the verdicts in turn: block, log, allow. */
export function rows(total: number): WorkloadRow[] {
  const turns: Verdict[] = ["block", "log", "allow"];
  return Array.from({ length: total }, (_, id) => {
    const verdict = turns[id % turns.length] ?? "allow";
    return row({ id, name: `workload-${id}`, namespace: `team-${id % 5}`, verdict, why: verdict === "allow" ? [] : ["may run as root"] });
  });
}

/** Answers `scans.rows` as the trusted side does, without sorting. */
export function pageOf(all: WorkloadRow[], filter: RowFilter, offset: number, limit: number): RowPage {
  const passes = (one: WorkloadRow) =>
    (!filter.namespaces || filter.namespaces.includes(one.namespace)) && (!filter.text || one.name.includes(filter.text));
  const others = all.filter(passes);
  const shown = others.filter((one) => !filter.verdicts || filter.verdicts.includes(one.verdict));
  return {
    rows: shown.slice(offset, offset + limit), total: shown.length, counts: tally(all), filteredCounts: tally(others), finished: 0,
    namespaces: [...new Set(all.map((one) => one.namespace))], kinds: [...new Set(all.map((one) => one.kind))], labelKeys: [],
    rules: [{ key: "cluster/0", definition: "cluster", index: 0, type: "runAsNonRoot", sentence: "containers that are permitted to run as root", action: "block", workloads: 2 }],
  };
}

export function finding(some: Partial<Finding> = {}): Finding {
  return {
    status: "violation", rule: { type: "runAsNonRoot", index: 0, definition: "cluster", properties: {} }, action: "block", mitigation: "log",
    container: { name: "web", kind: "container" }, path: "spec.template.spec.containers[0].securityContext.runAsNonRoot", value: null,
    basis: "unset", message: "runAsNonRoot is not set: the container may run as root.",
    remediation: "Set securityContext.runAsNonRoot: true on the container or the pod.", ...some,
  };
}

export function detail(some: Partial<WorkloadDetail> = {}): WorkloadDetail {
  return {
    row: row(), containers: [{ name: "web", kind: "container", image: "registry.example/shop/cart:1.4" }], findings: [finding()], podFindings: [],
    notes: [], definition: "cluster", source: { file: "prod-eu.json.gz", index: 3 }, ...some,
  };
}

function tally(all: WorkloadRow[]): VerdictCounts {
  const result = counts();
  for (const { verdict } of all) result[verdict] += 1;
  return result;
}
