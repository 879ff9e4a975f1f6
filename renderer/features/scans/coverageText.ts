import type { Coverage } from "../../../shared/audit/coverage.ts";
import { count } from "../../ui/format.ts";

/** A group of things that a scan did not see, for people. */
export interface GapGroup {
  title: string;
  /** What it means and what to do. */
  meaning: string;
  items: string[];
}

/** Everything that keeps a scan from being complete. Kinds without pods are no gap: there is nothing to judge in them. */
export function coverageGaps(coverage: Coverage): GapGroup[] {
  const unexamined = coverage.skipped.filter((skipped) => skipped.reason === "notExamined");
  const groups: GapGroup[] = [
    {
      title: "Could not be listed",
      meaning: "Ask for the permission named, then take the data again.",
      items: coverage.notListed.map(({ resource, permission, message }) => `${resource}: needs ${permission}${message ? `. ${message}` : ""}`),
    },
    {
      title: "Could not be read",
      meaning: "Correct the file at the place named, then import it again. What else could be read was judged.",
      items: coverage.unreadable.map((problem) => `${placeOf(problem)}: ${problem.message}`),
    },
    {
      title: "Carry pods but are not judged",
      meaning: "Their pods are judged where they run; their templates are not.",
      items: unexamined.map((skipped) => `${skipped.kind ?? "unknown kind"}: ${skipped.count}`),
    },
    {
      title: "Owners that are not known here",
      meaning: "Their pods are shown as workloads of their own.",
      items: coverage.unknownOwners.map(({ kind, count: pods }) => `${kind}: ${count(pods, "pod")}`),
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** What was passed over because there is nothing to judge in it. */
export function passedOver(coverage: Coverage): string[] {
  return coverage.skipped
    .filter((skipped) => skipped.reason !== "notExamined")
    .map(({ reason, kind, file, count: times }) => {
      // A file that is named is one: only things of a kind are counted.
      const amount = file && !kind && times === 1 ? "" : `${times} `;
      return `${[kind, file].filter(Boolean).join(", ") || "documents"}: ${amount}${REASONS[reason]}`;
    });
}

const REASONS = {
  notWorkload: "without pods",
  notExamined: "not judged",
  notManifest: "not a manifest",
  notObject: "not a Kubernetes object",
  empty: "empty",
  duplicate: "read once already",
} as const;

/** The number of gaps, each thing counted once. */
export function gapCount(coverage: Coverage): number {
  return coverageGaps(coverage).reduce((sum, group) => sum + group.items.length, 0);
}

function placeOf({ file, index, line, column }: Coverage["unreadable"][number]): string {
  const position = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  const document = index === undefined || line !== undefined ? "" : ` (document ${(Array.isArray(index) ? index[0] : index) + 1})`;
  return `${file}${position}${document}`;
}
