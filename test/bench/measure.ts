import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

/** Runs with a folder that is removed afterwards. */
export async function inScratch(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-bench-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Measured {
  /** From start to end of the process, in milliseconds. */
  wall: number;
  /** The most memory it had at once, all threads together, in MB. */
  peak: number;
  /** Processor time of all its threads, in milliseconds: what a busy machine changes less than the clock. */
  cpu: number;
  stdout: string;
}

/** Plain JavaScript: what strips types from TypeScript would be 50 MB of what is measured. */
const PEAK_MODULE = new URL("./peak.mjs", import.meta.url).href;

/** Runs a script under this Node in a process of its own. */
export async function measureNode(args: string[], folder: string): Promise<Measured> {
  const peakFile = join(folder, "peak");
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", PEAK_MODULE, ...args], { env: { ...process.env, SALLYPORT_BENCH_PEAK: peakFile }, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const wall = performance.now() - started;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with code ${String(code)}`);
  const { peak, cpu } = JSON.parse(readFileSync(peakFile, "utf8")) as { peak: number; cpu: number };
  return { wall, peak, cpu, stdout };
}

/** Load of the machine over the last minute, for each processor: above 1 the clock tells little. */
export function loadOfMachine(): string {
  return `load ${((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1)} on each of ${availableParallelism()} processors`;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Prints rows as a table with right-aligned columns. */
export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  for (const row of [head, ...rows]) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "));
}
