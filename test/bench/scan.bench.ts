import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { writeClusterFile } from "../support/clusterFile.ts";
import { inScratch, measureNode, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long the command line takes from start to end for a cluster of 10,000 pods with their owners, against decompressing
 * the same bytes and `JSON.parse` over the same items. The budget is 2.0 and 350 MB. SALLYPORT_BENCH_PODS changes the size,
 * SALLYPORT_BENCH_FILES (paths with spaces between) scans these files instead.
 */
const PODS = Number(process.env["SALLYPORT_BENCH_PODS"] ?? 10_000);
const ROUNDS = 3;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

await inScratch(async (folder) => {
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify(benchPolicy()));
  const rows: string[][] = [];
  for (const [name, files] of await sources(folder)) rows.push([name, ...(await measure(files, policy, folder))]);
  printTable(["cluster", "MB", "baseline ms", "scan ms", "ratio", "peak MB"], rows);
});

async function sources(folder: string): Promise<[string, string[]][]> {
  const given = process.env["SALLYPORT_BENCH_FILES"];
  if (given !== undefined) return [["given files", given.split(" ")]];
  const made: [string, string[]][] = [];
  for (const [name, format] of [["compact.json.gz", "compact"], ["compact.json", "compact"], ["pretty.json", "pretty"], ["lines.ndjson", "ndjson"]] as const) {
    const file = join(folder, name);
    await writeClusterFile(file, format, { pods: PODS });
    made.push([`${PODS} pods, ${name}`, [file]]);
  }
  return made;
}

/** Rounds are interleaved, so that what else the machine does hits both alike. */
async function measure(files: string[], policy: string, folder: string): Promise<string[]> {
  const results: { baseline: number; scan: number; ratio: number; peak: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const baseline = Number((await measureNode([here("./baseline.ts"), ...files], folder)).stdout);
    const scan = await measureNode(
      [here("../../out/main/cli.js"), "scan", ...files, "--policy", policy, "--format", "ndjson", "--output", join(folder, "result.ndjson"), "--fail-on", "never"],
      folder,
    );
    results.push({ baseline, scan: scan.wall, ratio: scan.wall / baseline, peak: scan.peak });
  }
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const middle = (key: "baseline" | "scan" | "ratio" | "peak"): number => median(results.map((result) => result[key]));
  return [megabytes.toFixed(1), middle("baseline").toFixed(0), middle("scan").toFixed(0), middle("ratio").toFixed(2), middle("peak").toFixed(0)];
}
