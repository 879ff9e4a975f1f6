import { join } from "node:path";

import { createAudit } from "../../main/audit/index.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { writeClusterFile } from "../support/clusterFile.ts";
import { inScratch, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long after one edit of a rule the new counts and lists are there, with a snapshot of 10,000 pods loaded. The budget
 * is 150 ms up to the screen. SALLYPORT_BENCH_PODS changes the size.
 */
const PODS = Number(process.env["SALLYPORT_BENCH_PODS"] ?? 10_000);
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

await inScratch(async (folder) => {
  const file = join(folder, "cluster.json.gz");
  await writeClusterFile(file, "compact", { pods: PODS });
  const audit = createAudit({ progress: () => undefined, blocks: () => Promise.resolve(), connection: () => undefined });
  const started = performance.now();
  const read = await audit.read({ jobId: "bench", snapshotId: "bench", source: { type: "files", paths: [file], namespace: "default" } });
  if (!read.ok) throw new Error(read.error.message);
  console.log(`${read.value.facts.pods} pods in ${read.value.facts.objects} objects, read into a snapshot in ${(performance.now() - started).toFixed(0)} ms`);

  const base = { policy: benchPolicy(), version: 1 };
  const rows: string[][] = [];
  for (const [name, edit] of EDITS) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const policy = benchPolicy();
      edit(policy, n);
      const begun = performance.now();
      const impact = await audit.impact({ snapshotId: "bench", policy, base, options: { phase: "deployment" }, settings, limit: 100 });
      times.push(performance.now() - begun);
      if (!impact.ok) throw new Error(impact.error.message);
    }
    rows.push([name, (times[0] ?? 0).toFixed(0), median(times).toFixed(0), Math.max(...times).toFixed(0)]);
  }
  printTable(["edit", "first ms", "median ms", "slowest ms"], rows);
});
