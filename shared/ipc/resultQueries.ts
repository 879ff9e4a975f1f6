import type { Coverage } from "../audit/coverage.ts";
import type {
  Change, Comparison, ExportFormat, Group, GroupBy, HeatMap, NamespaceVerdicts, OutlookCounts, Proposals, RolloutPlan, RowFilter, SortKey,
} from "../audit/results.ts";
import type { ScanOptions } from "./types.ts";

/** Questions about results beyond the rows of one scan. */

/** What of a scan's results is written: its rows, its groups or its heat map, as they are shown. */
export interface ExportQuery {
  filter: RowFilter;
  sort: SortKey;
  descending: boolean;
  /** With `groups`, what the rows are gathered by. */
  show: { what: "rows" } | { what: "groups"; by: GroupBy } | { what: "heatMap" };
  format: ExportFormat;
}

export interface ExportedText {
  fileName: string;
  text: string;
}

/** A saved version (the newest when none is named), or what is not saved yet. */
export interface PolicySide {
  name: string;
  version?: number;
  draft?: boolean;
}

/** Two scans, the earlier first; or two policies (or versions, or a draft) on the same data. */
export type CompareSubject =
  | { type: "scans"; a: string; b: string }
  | { type: "policies"; snapshotId: string; a: PolicySide; b: PolicySide; options: ScanOptions };

export interface CompareQuery {
  subject: CompareSubject;
  changes: Change[];
  filter: RowFilter;
  by: GroupBy;
  offset: number;
  limit: number;
}

export interface CompareAnswer extends Comparison {
  /** The sides in words. */
  a: string;
  b: string;
  /** Of the data; of two scans that of the later one. */
  coverage: Coverage;
}

export interface RolloutQuery {
  policy: string;
  version?: number;
  /** The data that the plan is made from, of one cluster at several times. */
  snapshotIds: string[];
  quietDays: number;
}

export type { Comparison, Group, GroupBy, HeatMap, NamespaceVerdicts, OutlookCounts, Proposals, RolloutPlan };
