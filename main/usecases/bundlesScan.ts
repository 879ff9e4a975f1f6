import type { ScanNote } from "../../shared/bundle/index.ts";
import { byCodeUnit } from "../../shared/kernel/stable.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Deps } from "./deps.ts";
import type { Loaded } from "./loaded.ts";

const PAGE = 1_000;

/** The summary of a finished scan for a bundle; names of workloads leave the desk only when that was chosen. */
export async function scanNote({ store, audit }: Pick<Deps, "store" | "audit">, loaded: Loaded, scanId: string, withNames: boolean): Promise<Result<ScanNote>> {
  const scan = await store.scan({ id: scanId });
  if (!scan.ok) return scan;
  const { policy, policyVersion, options, state, finished, verdicts, workloads, coverage, snapshotId } = scan.value;
  if (state !== "done" || finished === undefined) return fail("conflict", "The scan has not finished.", { remedy: "Choose a scan that has." });
  const snapshot = (await store.snapshots()).find(({ id }) => id === snapshotId);
  if (!snapshot) return fail("not-found", "The cluster data of that scan is no longer there.", { remedy: "Choose another scan." });
  const notExamined =
    coverage.unreadable.length + coverage.notListed.length + coverage.skipped.filter(({ reason }) => reason === "notExamined").reduce((sum, { count }) => sum + count, 0);
  const names = withNames ? await blockedWorkloads(audit, loaded, scanId) : ok(undefined);
  if (!names.ok) return names;
  const { block, log, unknown, allow, excluded } = verdicts;
  return ok({
    digest: snapshot.digest, policy, policyVersion, phase: options.phase, finished, verdicts: { block, log, unknown, allow, excluded }, workloads,
    examined: coverage.examined, notExamined, ...(names.value ? { blocked: names.value } : {}),
  });
}

async function blockedWorkloads(audit: Deps["audit"], loaded: Loaded, scanId: string): Promise<Result<string[]>> {
  const names: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await loaded.askScan(scanId, () => audit.rows({ scanId, filter: { verdicts: ["block"] }, sort: "name", descending: false, offset, limit: PAGE }));
    if (!page.ok) return page;
    names.push(...page.value.rows.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`));
    if (page.value.rows.length < PAGE) return ok(names.toSorted(byCodeUnit));
  }
}
