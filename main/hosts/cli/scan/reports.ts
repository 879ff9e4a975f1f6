import { stopIfInterrupted } from "../interrupted.ts";
import type { Output } from "../output.ts";
import { writeTable } from "./table.ts";
import type { PodJudgement } from "../../../../shared/engine/index.ts";
import { summarise, units, type ScanRun, type SharedFindings, type Summary, type Unit } from "./units.ts";

/** Writes a run's results in a format; tells what they come to. */
export type Report = (run: ScanRun, output: Output) => Promise<Summary>;

/** The formats of `scan` by name. */
export const REPORTS = { table: writeTable, json: writeJson, ndjson: writeNdjson } satisfies Record<string, Report>;

async function writeNdjson(run: ScanRun, output: Output): Promise<Summary> {
  await output.write(`${JSON.stringify({ type: "header", ...run.header })}\n`);
  await writeUnits(run, output, () => "", "\n");
  const summary = summarise(run);
  if (output.isOpen) await output.write(`${JSON.stringify(summary)}\n`);
  return summary;
}

/** The same as one document, written piece by piece. */
async function writeJson(run: ScanRun, output: Output): Promise<Summary> {
  const { schema, ...header } = run.header;
  await output.write(`{"schema":${JSON.stringify(schema)},"header":${JSON.stringify(header)},"workloads":[`);
  await writeUnits(run, output, (place) => (place === 0 ? "\n" : ",\n"), "");
  const summary = summarise(run);
  if (output.isOpen) await output.write(`\n],"summary":${JSON.stringify(summary)}}\n`);
  return summary;
}

/** Writes each result with what stands before and behind it, until nobody reads on. */
async function writeUnits(run: ScanRun, output: Output, before: (place: number) => string, behind: string): Promise<void> {
  const textsOf = createTexts();
  let place = 0;
  for (const unit of units(run)) {
    const [head, findings, tail] = textsOf(unit);
    // The findings, nearly all of the text, are written as they are kept: joining texts first would copy them.
    for (const text of [before(place++) + head, findings, tail + behind]) {
      const waiting = output.write(text);
      if (waiting) await waiting;
    }
    if (isOver(run, output)) return;
  }
}

/** Whether nobody reads on; an interrupted run ends with its error. */
function isOver(run: ScanRun, output: Output): boolean {
  stopIfInterrupted(run.signal);
  return !output.isOpen;
}

/** So many characters of findings are kept at most: what is judged alike stands near one another in most sources. */
const KEPT_CHARACTERS = 16 << 20;

/** Results as JSON, each in three pieces. The findings of what is judged alike are written once. */
function createTexts(): (unit: Unit) => [head: string, findings: string, tail: string] {
  const known = new Map<PodJudgement, Map<string, string>>();
  let kept = 0;

  function findingsText({ judgement, podPath, make }: SharedFindings): string {
    const told = known.get(judgement)?.get(podPath);
    if (told !== undefined) return told;
    const text = JSON.stringify(make());
    if (kept > KEPT_CHARACTERS) {
      known.clear();
      kept = 0;
    }
    kept += text.length;
    const byPath = known.get(judgement);
    if (byPath) byPath.set(podPath, text);
    else known.set(judgement, new Map([[podPath, text]]));
    return text;
  }

  return ({ findings, podFindings, notes, ...head }) => {
    const pods = podFindings ? `"podFindings":${JSON.stringify(podFindings)},` : "";
    return [`${JSON.stringify(head).slice(0, -1)},"findings":`, findingsText(findings), `,${pods}"notes":${notes.length === 0 ? "[]" : JSON.stringify(notes)}}`];
  };
}
