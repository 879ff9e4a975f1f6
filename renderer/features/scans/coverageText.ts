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
      meaning: "Ask for the permission named, or for one in each namespace, then take the data again.",
      items: coverage.notListed.map(({ resource, permission, message }) => `${resource}: needs ${permission}${message ? `. ${message}` : ""}`),
    },
    {
      title: "Could not be read",
      meaning: "Correct the file at the place named, then import it again. What else could be read was judged.",
      items: coverage.unreadable.map((problem) => `${placeOf(problem)}: ${problem.message}`),
    },
    {
      title: "Carry pods but are not judged",
      meaning: "Their pods are judged where they run; their templates are not. Import again with other kinds to judge these too.",
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

/** What the objects that were examined are, and how they were taken, in sentences. */
export function examinedAs({ states, byShape = [], onlyNamespaces, assumedNamespace }: Coverage): string[] {
  const { running = 0, finished = 0, mirror = 0, history = 0 } = states ?? {};
  const be = (number: number) => (number === 1 ? "is" : "are");
  const were = (number: number) => (number === 1 ? "was" : "were");
  return [
    ...(running > 0 ? [`${count(running, "pod")} ${be(running)} running.`] : []),
    ...(mirror > 0 ? [`${count(mirror, "mirror pod")} ${be(mirror)} of static pods, which no policy at the API server can stop.`] : []),
    ...(finished > 0 ? [`${count(finished, "pod")} ${finished === 1 ? "has" : "have"} finished and ${be(finished)} counted apart from what runs.`] : []),
    ...(history > 0 ? [`${count(history, "ReplicaSet")} ${history === 1 ? "belongs to an owner or has 0 replicas: no workload of its own." : "belong to an owner or have 0 replicas: no workloads of their own."}`] : []),
    ...byShape.map(({ kind, count: number }) => `${count(number, kind)} ${were(number)} judged by the shape of ${number === 1 ? "its" : "their"} pod template.`),
    ...(onlyNamespaces ? [`Only ${onlyNamespaces.join(", ")} ${were(onlyNamespaces.length)} read, as asked.`] : []),
    ...(assumedNamespace ? [`${count(assumedNamespace.count, "object")} named no namespace and ${were(assumedNamespace.count)} judged as in ${assumedNamespace.namespace}.`] : []),
  ];
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
