import { Judgement, ResultTable } from "../../../../shared/audit/index.ts";
import type { Phase, UnsetFields } from "../../../../shared/model/policy.ts";
import type { CommandContext } from "../context.ts";
import { warn } from "../context.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { placeOf, stop } from "../failure.ts";
import { listen } from "../interrupted.ts";
import { openOutput } from "../output.ts";
import { version } from "../version.ts";
import type { ReadingFlags } from "../commands/clusterOptions.ts";
import { choosePolicy } from "./policy.ts";
import { REPORTS } from "./reports.ts";
import { settingsFor } from "./settings.ts";
import { readInventory } from "./source.ts";
import { type GroupBy, type ScanRun, type Summary } from "./units.ts";

/** The options of `scan`, as the command line gives them. */
export interface ScanFlags extends ReadingFlags {
  policy?: string;
  store?: string;
  context?: string;
  kubeconfig?: string[];
  allowExec?: boolean;
  otherKinds?: boolean;
  unset?: UnsetFields;
  namespace: string;
  phase: Phase;
  at?: string;
  groupBy: GroupBy;
  excludeNamespace?: string[];
  failOn: FailOn;
  format: keyof typeof REPORTS;
  output?: string;
  jobs?: number;
}

type FailOn = "block" | "log" | "unknown" | "never";

/** Reads a source, judges it and writes the results. */
export async function runScan(sources: string[], flags: ScanFlags, { signal }: CommandContext): Promise<ExitCode> {
  const started = performance.now();
  if (flags.context !== undefined && sources.length > 0) stop("Name either sources or --context, not both.");
  if (flags.context === undefined && sources.length === 0) {
    stop("Nothing to scan: name a file, a folder, - or a stored snapshot, or a live cluster with --context.", { remedy: "See sallyport scan --help." });
  }
  if (flags.policy === undefined) return stop("No policy: name one with --policy.", { remedy: "See sallyport scan --help." });
  const { policy, origin } = await choosePolicy(flags.policy, flags.store);
  const settings = await settingsFor(flags, "store" in origin);
  const output = await openOutput(flags.output);
  const inventory = await readInventory(sources, flags, signal);
  const options = {
    phase: flags.phase,
    unsetFields: flags.unset ?? policy.unsetFields,
    trustedDigests: settings.trustedDigests,
    excludedNamespaces: settings.excludedNamespaces,
    now: Date.parse(flags.at ?? new Date().toISOString()),
  };
  const judgement = new Judgement(inventory, policy, options);
  // Of a hundred thousand objects each of these takes a tenth of a second and more.
  for (const step of [() => judgement.rollUp(), () => judgement.crowds()]) {
    await listen(signal);
    step();
  }
  await listen(signal);
  const run: ScanRun = {
    judgement,
    ...(flags.groupBy === "workload" ? { table: new ResultTable(judgement) } : {}),
    header: {
      schema: "sallyport/scan/v1",
      version: version(),
      policy: { name: policy.name, ...origin },
      sources: flags.context === undefined ? sources : [`context ${flags.context}`],
      phase: options.phase,
      unset: options.unsetFields,
      namespace: flags.namespace,
      at: new Date(options.now).toISOString(),
      groupBy: flags.groupBy,
      excludedNamespaces: options.excludedNamespaces,
    },
    signal,
    toTerminal: flags.output === undefined,
    started,
  };
  const summary = await REPORTS[flags.format](run, output);
  await output.end();
  tellCoverage(summary);
  return exitCode(summary, flags.failOn);
}

const SHOWN_PROBLEMS = 20;

/** What could not be read is told even where the output goes to a file; all of it is in the report's coverage. */
function tellCoverage({ coverage }: Summary): void {
  for (const problem of coverage.unreadable.slice(0, SHOWN_PROBLEMS)) warn(`warning: ${placeOf(problem)}: ${problem.message}`);
  const more = coverage.unreadable.length - SHOWN_PROBLEMS;
  if (more > 0) warn(`warning: and ${more} more that could not be read; all are in the coverage of --format json.`);
  for (const { resource, permission, message } of coverage.notListed) warn(`warning: ${resource} could not be listed (needs ${permission})${message ? `: ${message}` : "."}`);
  if (coverage.examined === 0 && coverage.unreadable.length === 0) warn("warning: no workload was found in the source.");
}

const AT_OR_ABOVE: Record<FailOn, readonly ("block" | "log" | "unknown")[]> = {
  block: ["block"],
  log: ["block", "log"],
  unknown: ["block", "log", "unknown"],
  never: [],
};

/** A source of which nothing could be read is a failure; one that was read in part is judged. */
function exitCode({ verdicts, coverage }: Summary, failOn: FailOn): ExitCode {
  if (AT_OR_ABOVE[failOn].some((verdict) => verdicts[verdict] > 0)) return EXIT.findings;
  const isUnread = coverage.examined === 0 && (coverage.unreadable.length > 0 || coverage.notListed.length > 0);
  return isUnread ? EXIT.usage : EXIT.fine;
}
