import { join } from "node:path";

import { createAudit } from "../../main/audit/index.ts";
import type { Audit } from "../../main/ports.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { writeClusterFile } from "../support/clusterFile.ts";
import { inScratch, loadOfMachine, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * With a snapshot loaded: how long after one edit of a rule the new counts and lists are there, and how long the table of
 * results takes for a filter or a sort never asked for before. The budget at 100,000 pods is 150 ms for an edit, 300 ms for
 * the impact of two policies never judged before, and 200 ms for the table. SALLYPORT_BENCH_PODS (numbers with spaces
 * between) changes the sizes.
 */
const PODS = (process.env["SALLYPORT_BENCH_PODS"] ?? "10000 100000").split(" ").map(Number);
const ROUNDS = 15;
const settings = { excludedNamespaces: ["kube-system"], trustedDigests: [], now: "2026-06-01T00:00:00Z" };

/** Each is what one click or key stroke in the editor changes; `n` makes it new each time. */
const EDITS: [string, (policy: Policy, n: number) => void][] = [
  ["a rule switched off", (policy, n) => setEnabled(policy, n % policy.cluster.rules.length)],
  ["another action", (policy, n) => (ruleAt(policy, 2).action = n % 2 === 0 ? "block" : "none")],
  ["another capability set", (policy, n) => (ruleAt(policy, 5).properties = { capabilityRestriction: n % 2 === 0 ? "restricted" : "restrict-all" })],
  ["a registry never tried", (policy, n) => (ruleAt(policy, 7).properties = { operator: "notEquals", values: [`registry${n}.example.com`] })],
  ["an exception never tried", (policy, n) => policy.cluster.exceptions.push({ type: "imagePath", operator: "contains", values: [`app-${n}`] })],
  ["unset fields read otherwise", (policy, n) => (policy.unsetFields = n % 2 === 0 ? "ignored" : "violates")],
];

function ruleAt(policy: Policy, index: number): Policy["cluster"]["rules"][number] {
  const rule = policy.cluster.rules[index];
  if (!rule) throw new Error(`The policy has no rule ${index}.`);
  return rule;
}

function setEnabled(policy: Policy, index: number): void {
  ruleAt(policy, index).enabled = false;
}

/** Each is what one click on the table of results asks for. */
const QUERIES: [string, Omit<Parameters<Audit["rows"]>[0], "scanId">][] = [
  ["the first page", { filter: {}, sort: "verdict", descending: false, offset: 0, limit: 100 }],
  ["another sort", { filter: {}, sort: "name", descending: true, offset: 0, limit: 100 }],
  ["a word to search for", { filter: { text: "worker-1" }, sort: "name", descending: true, offset: 0, limit: 100 }],
  ["a verdict and a rule", { filter: { verdicts: ["block"], rules: ["cluster/0"] }, sort: "created", descending: false, offset: 0, limit: 100 }],
];

await inScratch(async (folder) => {
  const rows: string[][] = [];
  for (const pods of PODS) {
    const file = join(folder, "cluster.json.gz");
    await writeClusterFile(file, "compact", { pods });
    rows.push(...(await measured(file, pods)));
  }
  printTable(["pods", "what", "first ms", "median ms", "slowest ms"], rows);
  console.log(loadOfMachine());
});

async function measured(file: string, pods: number): Promise<string[][]> {
  const audit = createAudit({ progress: () => undefined, blocks: () => Promise.resolve(), connection: () => undefined });
  const started = performance.now();
  const read = await audit.read({ jobId: "bench", snapshotId: "bench", source: { type: "files", paths: [file], namespace: "default" } });
  if (!read.ok) throw new Error(read.error.message);
  console.log(`${read.value.facts.pods} pods in ${read.value.facts.objects} objects, read into a snapshot in ${(performance.now() - started).toFixed(0)} ms`);

  const base = { policy: benchPolicy(), version: 1 };
  const ask = (policy: Policy, from: typeof base): ReturnType<Audit["impact"]> =>
    audit.impact({ snapshotId: "bench", policy, base: from, options: { phase: "deployment" }, settings, limit: 100 });
  const rows: string[][] = [];
  const row = (what: string, times: number[]): void => {
    rows.push([String(pods), what, (times[0] ?? 0).toFixed(0), median(times).toFixed(0), Math.max(...times).toFixed(0)]);
  };

  row("two policies, both new", [await timed(() => ask(benchPolicy(), { ...base, policy: strict() }))]);
  for (const [name, edit] of EDITS) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const policy = benchPolicy();
      edit(policy, n);
      times.push(await timed(() => ask(policy, base)));
    }
    row(name, times);
  }
  row("a scan", [await timed(() => audit.judge({ scanId: "scan", snapshotId: "bench", policy: benchPolicy(), options: { phase: "deployment" }, settings }))]);
  for (const [name, query] of QUERIES) row(`table: ${name}`, [await timed(() => audit.rows({ scanId: "scan", ...query }))]);
  return rows;
}

async function timed<T>(run: () => Promise<Result<T>>): Promise<number> {
  const started = performance.now();
  const result = await run();
  if (!result.ok) throw new Error(result.error.message);
  return performance.now() - started;
}

/** A policy of which no rule is like one of the other. */
function strict(): Policy {
  const policy = benchPolicy();
  ruleAt(policy, 5).properties = { capabilityRestriction: "restrict-all" };
  ruleAt(policy, 6).properties = { operator: "notEquals", values: ["1.2.3"] };
  ruleAt(policy, 7).properties = { operator: "startsWith", values: ["registry."] };
  policy.unsetFields = "ignored";
  return policy;
}
