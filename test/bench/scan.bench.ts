import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { writeClusterFile, type ClusterFormat } from "../support/clusterFile.ts";
import { inScratch, loadOfMachine, measureNode, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long the command line takes from start to end for a cluster with its owners, against decompressing the same bytes
 * and `JSON.parse` over the same items: with all results written down, and with the verdicts alone. The budget is 2.0 for
 * the results of 10,000 pods, and 0.5 and 300 MB for the verdicts of 100,000; growing by ten may take 10.5 times as long and
 * 1.3 times the memory. SALLYPORT_BENCH_PODS (numbers with spaces between) changes the sizes, SALLYPORT_BENCH_FILES (paths
 * with spaces between) scans these files instead. On a busy machine look at the ratio of processor times.
 */
const PODS = (process.env["SALLYPORT_BENCH_PODS"] ?? "10000 100000").split(" ").map(Number);
const ROUNDS = 3;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const FILES: [name: string, format: ClusterFormat][] = [
  ["compact.json.gz", "compact"],
  ["compact.json", "compact"],
  ["pretty.json", "pretty"],
  ["lines.ndjson", "ndjson"],
];

interface Row {
  name: string;
  megabytes: number;
  baseline: number;
  scan: number;
  ratio: number;
  cpuRatio: number;
  verdicts: number;
  verdictsRatio: number;
  verdictsCpuRatio: number;
  peak: number;
}

await inScratch(async (folder) => {
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify(benchPolicy()));
  const given = process.env["SALLYPORT_BENCH_FILES"];
  const rows: Row[] = [];
  if (given !== undefined) rows.push(await measure("given files", given.split(" "), policy, folder));
  for (const pods of given === undefined ? PODS : []) {
    for (const [name, format] of FILES) {
      const file = join(folder, name);
      await writeClusterFile(file, format, { pods });
      rows.push(await measure(`${pods} pods, ${name}`, [file], policy, folder));
    }
  }
  printTable(
    ["cluster", "MB", "baseline ms", "results ms", "ratio", "cpu ratio", "verdicts ms", "ratio", "cpu ratio", "peak MB"],
    rows.map((row) => [
      row.name, row.megabytes.toFixed(1), row.baseline.toFixed(0), row.scan.toFixed(0), row.ratio.toFixed(2), row.cpuRatio.toFixed(2),
      row.verdicts.toFixed(0), row.verdictsRatio.toFixed(2), row.verdictsCpuRatio.toFixed(2), row.peak.toFixed(0),
    ]),
  );
  printGrowth(rows);
  console.log(loadOfMachine());
});

/** From the first size to the last, for each kind of file. */
function printGrowth(rows: Row[]): void {
  const small = rows.slice(0, FILES.length);
  const large = rows.slice(-FILES.length);
  if (rows.length < FILES.length * 2) return;
  printTable(
    ["growth", "bytes", "verdicts ms", "peak MB"],
    FILES.map(([name], index) => {
      const times = (key: "megabytes" | "verdicts" | "peak"): string => ((large[index]?.[key] ?? NaN) / (small[index]?.[key] ?? NaN)).toFixed(1);
      return [name, times("megabytes"), times("verdicts"), times("peak")];
    }),
  );
}

/** Rounds are interleaved, so that what else the machine does hits all alike. */
async function measure(name: string, files: string[], policy: string, folder: string): Promise<Row> {
  const cli = (format: string): Promise<{ wall: number; cpu: number; peak: number }> =>
    measureNode(
      [here("../../out/main/cli.js"), "scan", ...files, "--policy", policy, "--format", format, "--output", join(folder, "result"), "--fail-on", "never"],
      folder,
    );
  const rounds: Omit<Row, "name" | "megabytes">[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const baseline = JSON.parse((await measureNode([here("./baseline.ts"), ...files], folder)).stdout) as { wall: number; cpu: number };
    const results = await cli("ndjson");
    const verdicts = await cli("table");
    rounds.push({
      baseline: baseline.wall,
      scan: results.wall,
      ratio: results.wall / baseline.wall,
      cpuRatio: results.cpu / baseline.cpu,
      verdicts: verdicts.wall,
      verdictsRatio: verdicts.wall / baseline.wall,
      verdictsCpuRatio: verdicts.cpu / baseline.cpu,
      peak: Math.max(results.peak, verdicts.peak),
    });
  }
  const middle = (key: keyof Omit<Row, "name" | "megabytes">): number => median(rounds.map((round) => round[key]));
  return {
    name, megabytes: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6,
    baseline: middle("baseline"), scan: middle("scan"), ratio: middle("ratio"), cpuRatio: middle("cpuRatio"),
    verdicts: middle("verdicts"), verdictsRatio: middle("verdictsRatio"), verdictsCpuRatio: middle("verdictsCpuRatio"), peak: middle("peak"),
  };
}
