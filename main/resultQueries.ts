import type { CompareQuery, ExportQuery, ExportedText, Group, GroupBy, HeatMap, NamespaceVerdicts, OutlookCounts, Proposals } from "../shared/ipc/resultQueries.ts";
import type { Comparison, ExportFormat, RowFilter, ScanOptions } from "../shared/ipc/types.ts";
import type { Result } from "../shared/kernel/result.ts";
import type { Policy } from "../shared/model/policy.ts";
import type { JudgeSettings } from "./ports.ts";

/** What is compared: two open scans, or two policies on a loaded inventory. */
export type ComparedPair =
  | { type: "scans"; a: string; b: string }
  | { type: "policies"; snapshotId: string; a: Policy; b: Policy; options: ScanOptions; settings: JudgeSettings };

/** The part of the audit side that answers questions about results. Like its other methods these answer `not-found` for what is not in memory. */
export interface ResultQueries {
  outlook(request: { scanId: string }): Promise<Result<OutlookCounts>>;
  groups(request: { scanId: string; filter: RowFilter; by: GroupBy }): Promise<Result<Group[]>>;
  heatMap(request: { scanId: string; filter: RowFilter }): Promise<Result<HeatMap>>;
  /** `about`: what the file says it was made from. */
  exportScan(request: ExportQuery & { scanId: string; about: Record<string, unknown>; fileName: string }): Promise<Result<ExportedText>>;
  propose(request: { scanId: string; rows: number[] }): Promise<Result<Proposals>>;
  compare(request: Omit<CompareQuery, "subject"> & { pair: ComparedPair }): Promise<Result<Comparison>>;
  exportComparison(
    request: Omit<CompareQuery, "subject" | "offset" | "limit"> & { pair: ComparedPair; format: ExportFormat; about: Record<string, unknown>; fileName: string },
  ): Promise<Result<ExportedText>>;
  /** What a policy would do in each namespace of an inventory. */
  namespaces(request: { snapshotId: string; policy: Policy; options: ScanOptions; settings: JudgeSettings }): Promise<Result<NamespaceVerdicts[]>>;
}
