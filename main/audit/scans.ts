import {
  ResultTable, standInOf, workloadDetail, type InventoryObject, type Judgement, type RunOptions,
} from "../../shared/audit/index.ts";
import { traceRule } from "../../shared/engine/index.ts";
import type { ScanOptions, Trace, WorkloadDetail, YamlView } from "../../shared/ipc/types.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import { yamlWithLines } from "../../shared/kube/yaml.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { JudgeSettings, ScanCounts, SnapshotBlock } from "../ports.ts";
import { objectIn } from "./blocks.ts";

/** A judged scan whose results can be asked for. */
export interface OpenScan {
  snapshotId: string;
  judgement: Judgement;
  table: ResultTable;
}

/** How many scans stay open. */
const KEPT = 8;

/** The open scans by id; those opened longest ago go first. */
export interface Scans {
  open(scanId: string, snapshotId: string, judgement: Judgement, ignoredBefore?: string[]): OpenScan;
  get(scanId: string): Result<OpenScan>;
  closeOf(snapshotId: string): void;
}

export function createScans(): Scans {
  const scans = new Map<string, OpenScan>();
  return {
    open(scanId, snapshotId, judgement, ignoredBefore = []) {
      const scan = { snapshotId, judgement, table: new ResultTable(judgement, ignoredBefore) };
      scans.delete(scanId);
      scans.set(scanId, scan);
      for (const oldest of [...scans.keys()].slice(0, -KEPT)) scans.delete(oldest);
      return scan;
    },
    get(scanId) {
      const scan = scans.get(scanId);
      return scan ? ok(scan) : fail("not-found", "The scan is not open.", { remedy: "Open it again." });
    },
    closeOf(snapshotId) {
      for (const [scanId, scan] of scans) if (scan.snapshotId === snapshotId) scans.delete(scanId);
    },
  };
}

/** A scan's options and the workstation's settings as the engine takes them. */
export function runOptions(policy: Policy, options: ScanOptions, settings: JudgeSettings): RunOptions {
  return {
    phase: options.phase,
    unsetFields: options.unsetFields ?? policy.unsetFields,
    trustedDigests: settings.trustedDigests,
    excludedNamespaces: settings.excludedNamespaces,
    now: Date.parse(settings.now),
  };
}

export function countsOf({ judgement, table }: OpenScan): ScanCounts {
  return {
    verdicts: table.counts(),
    workloads: table.columns.size,
    wouldNotComeBack: table.restartCount(),
    ignoredNamespaces: judgement.inventory.namespaces.flatMap(({ name, ignored }) => (ignored ? [name] : [])),
    coverage: judgement.coverage(),
  };
}

const NO_ROW = fail("not-found", "The scan has no such workload.");

export function detailOf({ judgement, table }: OpenScan, row: number): Result<WorkloadDetail> {
  const detail = workloadDetail(judgement, table, row);
  return detail ? ok(detail) : NO_ROW;
}

/** Index in the inventory of the object that stands for a row. */
export function objectOf({ judgement }: OpenScan, row: number): Result<number> {
  const workload = judgement.rollUp().workloads[row];
  const index = workload && standInOf(workload);
  return index === undefined ? NO_ROW : ok(index);
}

/** The YAML of the object that stands for a row, with the lines that the row's findings are about. */
export function yamlOf(scan: OpenScan, row: number, block: SnapshotBlock): Result<YamlView> {
  const index = objectOf(scan, row);
  if (!index.ok) return index;
  const detail = detailOf(scan, row);
  if (!detail.ok) return detail;
  const object = objectIn(block, index.value);
  if (!object.ok) return object;
  const paths = detail.value.findings.map(({ path }) => path);
  const { text, lines } = yamlWithLines(object.value, paths);
  const byLine = new Map<number, number[]>();
  paths.forEach((path, finding) => {
    const line = lines.get(path) ?? 1;
    byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  });
  const marks = [...byLine].map(([line, findings]) => ({ line, findings })).toSorted((a, b) => a.line - b.line);
  return ok({ text, marks });
}

export function traceOf(scan: OpenScan, row: number, definition: string, index: number): Result<Trace> {
  const place = objectOf(scan, row);
  if (!place.ok) return place;
  const { judgement } = scan;
  const object: InventoryObject | undefined = judgement.inventory.objects.at(place.value);
  const pod = object && judgement.inventory.pods[object.pod];
  if (!object || !pod) return NO_ROW;
  const { namespace, podPath } = object;
  const question = { namespace, isExcluded: judgement.isExcluded(namespace), pod, podPath, definition, index };
  return ok(traceRule(judgement.compiled, question, judgement.cache));
}
