import { InvalidArgumentError, Option } from "commander";
import { gatherValues } from "../define.ts";

/** How a live cluster is read; the same for each command that reads one. */
export function readingOptions(): Option[] {
  return [
    new Option("--only-namespace <name>", "read this namespace alone; may be repeated (default: all that may be listed)").argParser(gatherValues),
    new Option("--rate <number>", "most requests a second to the API server (default: the store's setting, else as fast as it answers)").argParser(parseRate),
  ];
}

export function otherKindsOption(): Option {
  return new Option("--other-kinds", "judge the pod templates inside other kinds too (Rollout, CloneSet, JobSet, RayCluster, …), found by their shape; in a live cluster as far as they own pods");
}

export interface ReadingFlags {
  onlyNamespace?: string[];
  rate?: number;
}

function parseRate(value: string): number {
  const rate = Number(value);
  if (!(rate >= 0.1 && rate <= 10_000)) throw new InvalidArgumentError("Write a number from 0.1 to 10000.");
  return rate;
}
