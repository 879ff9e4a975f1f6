import { fail } from "../../../../shared/kernel/result.ts";
import { need } from "../failure.ts";
import type { Output } from "../output.ts";
import { writeTable } from "./table.ts";
import { summarise, units, type ScanRun, type Unit } from "./units.ts";

/** Writes a run's results in a format. */
export type Report = (run: ScanRun, output: Output) => Promise<void>;

/** The formats of `scan` by name. */
export const REPORTS = { table: writeTable, json: writeJson, ndjson: writeNdjson } satisfies Record<string, Report>;

async function writeNdjson(run: ScanRun, output: Output): Promise<void> {
  await output.write(`${JSON.stringify({ type: "header", ...run.header })}\n`);
  for (const unit of units(run)) {
    const waiting = output.write(`${textOf(unit)}\n`);
    if (waiting) await waiting;
    if (isOver(run, output)) return;
  }
  await output.write(`${JSON.stringify(summarise(run))}\n`);
}

/** The same as one document, written piece by piece. */
async function writeJson(run: ScanRun, output: Output): Promise<void> {
  const { schema, ...header } = run.header;
  await output.write(`{"schema":${JSON.stringify(schema)},"header":${JSON.stringify(header)},"workloads":[`);
  let separator = "\n";
  for (const unit of units(run)) {
    const waiting = output.write(separator + textOf(unit));
    separator = ",\n";
    if (waiting) await waiting;
    if (isOver(run, output)) return;
  }
  await output.write(`\n],"summary":${JSON.stringify(summarise(run))}}\n`);
}

/** Whether nobody reads on; an interrupted run ends with its error. */
function isOver(run: ScanRun, output: Output): boolean {
  if (run.signal.aborted) need(fail("cancelled", "Interrupted."));
  return !output.isOpen;
}

/** Objects that are judged alike share their findings, so the text of those is made once. */
const findingsText = new WeakMap<Unit["findings"], string>();

function textOf({ findings, ...rest }: Unit): string {
  let text = findingsText.get(findings);
  if (text === undefined) findingsText.set(findings, (text = JSON.stringify(findings)));
  const { podFindings, notes, ...head } = rest;
  const tail = JSON.stringify({ ...(podFindings && { podFindings }), notes });
  return `${JSON.stringify(head).slice(0, -1)},"findings":${text},${tail.slice(1)}`;
}
