import { JudgementComparison } from "../../../../shared/audit/compare.ts";
import { Judgement, ResultTable, type Inventory } from "../../../../shared/audit/index.ts";
import { writeReport } from "../../../../shared/audit/report.ts";
import { CHANGES, type Change, type Comparison } from "../../../../shared/audit/results.ts";
import type { Phase, UnsetFields } from "../../../../shared/model/policy.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { stop } from "../failure.ts";
import { listen } from "../interrupted.ts";
import { writeAll } from "../output.ts";
import { columns, count, visible } from "../terminal.ts";
import { choosePolicy, type ChosenPolicy } from "./policy.ts";
import { settingsFor } from "./settings.ts";
import { readInventory } from "./source.ts";

/** The options of `compare`, as the command line gives them. */
export interface CompareFlags {
  from?: string;
  to?: string;
  policy?: string;
  store?: string;
  unset?: UnsetFields;
  namespace: string;
  phase: Phase;
  at?: string;
  failOn: "worse" | "never";
  format: "table" | "json" | "ndjson" | "csv";
  output?: string;
}

/** One side: what is judged, by what. */
interface Side {
  inventory: Inventory;
  chosen: ChosenPolicy;
  title: string;
}

const COLUMNS = ["change", "namespace", "name", "kind", "before", "after", "pods", "why"];

/** Judges both sides and writes what changes between them. */
export async function runCompare(sources: string[], flags: CompareFlags, { signal }: CommandContext): Promise<ExitCode> {
  const [a, b] = await sidesOf(sources, flags, signal);
  const now = Date.parse(flags.at ?? new Date().toISOString());
  const settings = await settingsFor(flags, "store" in a.chosen.origin || "store" in b.chosen.origin);
  const tableOf = ({ inventory, chosen: { policy } }: Side): ResultTable => {
    const options = { phase: flags.phase, unsetFields: flags.unset ?? policy.unsetFields, trustedDigests: settings.trustedDigests, excludedNamespaces: settings.excludedNamespaces, now };
    return new ResultTable(new Judgement(inventory, policy, options));
  };
  const before = tableOf(a);
  await listen(signal);
  const after = tableOf(b);
  await listen(signal);
  const comparison = a.inventory === b.inventory ? JudgementComparison.ofPolicies(before, after) : JudgementComparison.ofScans(before, after);
  const found = comparison.page({ changes: [], filter: {}, by: { what: "namespace" }, offset: 0, limit: Number.MAX_SAFE_INTEGER });
  const about = { a: a.title, b: b.title, phase: flags.phase, at: new Date(now).toISOString(), counts: found.counts };
  const records = found.rows.map((row) => ({ type: "change", ...row, id: undefined }));
  const coverage = after.columns.judgement.coverage();
  const text = flags.format === "table" ? tableText(found, a, b) : writeReport({ schema: "sallyport/comparison/v1", about, columns: COLUMNS, records, coverage }, flags.format);
  await writeAll(flags.output, text);
  return flags.failOn === "worse" && found.counts.newlyBlocked + found.counts.worse > 0 ? EXIT.findings : EXIT.fine;
}

async function sidesOf(sources: string[], flags: CompareFlags, signal: AbortSignal): Promise<[Side, Side]> {
  const { from, to, policy } = flags;
  const remedy = "See sallyport compare --help.";
  if (policy !== undefined) {
    const [earlier, later] = sources;
    if (from !== undefined || to !== undefined) return stop("Name either --policy for two sources, or --from and --to for two policies.", { remedy });
    if (earlier === undefined || later === undefined || sources.length > 2) return stop("With --policy name two sources: the earlier one, then the later one.", { remedy });
    const chosen = await choosePolicy(policy, flags.store);
    const side = async (source: string): Promise<Side> => ({ inventory: await readInventory([source], flags, signal), chosen, title: `${source}, ${chosen.policy.name}` });
    return [await side(earlier), await side(later)];
  }
  if (from === undefined || to === undefined) return stop("Nothing to compare: name two policies with --from and --to, or one with --policy and two sources.", { remedy });
  if (sources.length === 0) return stop("Nothing to judge: name a file, a folder, - or a stored snapshot.", { remedy });
  const [a, b] = [await choosePolicy(from, flags.store), await choosePolicy(to, flags.store)];
  const inventory = await readInventory(sources, flags, signal);
  return [a, b].map((chosen) => ({ inventory, chosen, title: titleOf(chosen) })) as [Side, Side];
}

function titleOf({ policy, origin }: ChosenPolicy): string {
  return "store" in origin ? `${policy.name} v${origin.version}` : `${policy.name} (${origin.file})`;
}

const WORDS: Record<Change, string> = {
  newlyBlocked: "newly blocked", newlyLogged: "newly logged", newlyUndecidable: "newly undecidable", newlyAllowed: "newly allowed", newlyExcluded: "newly excluded",
  worse: "worse", appeared: "appeared", better: "better", disappeared: "disappeared", unchanged: "unchanged",
};

function tableText({ rows, counts }: Comparison, a: Side, b: Side): string {
  const head = ["CHANGE", "NAMESPACE", "KIND", "NAME", "BEFORE", "AFTER", "WHY"];
  const lines = rows.map(({ change, namespace, kind, name, before, after, why }) => [WORDS[change], namespace, kind, name, before ?? "-", after ?? "-", why.join("; ")].map(visible));
  const totals = CHANGES.filter((change) => counts[change] > 0).map((change) => `${counts[change].toLocaleString("en-US")} ${WORDS[change]}`);
  const footer = `${count(rows.length, "workload changes", "workloads change")} from ${visible(a.title)} to ${visible(b.title)}: ${totals.join(", ") || "nothing to judge"}.\n`;
  return rows.length === 0 ? footer : `${columns([head, ...lines])}\n${footer}`;
}
