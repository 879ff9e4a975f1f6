import { writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { inScratch, loadOfMachine, measureNode, median, printTable } from "./measure.ts";
import { benchPolicy } from "./policy.ts";

/**
 * How long the command line takes to list and judge a live cluster, from start to end, against a bare loop that pages
 * through the same lists and gives each page to `JSON.parse`. The server is the test API server over HTTPS on loopback, in
 * a process of its own. The budget is 0.8 and 350 MB for 100,000 pods. SALLYPORT_BENCH_PODS changes the size.
 */
const PODS = Number(process.env["SALLYPORT_BENCH_PODS"] ?? 100_000);
const ROUNDS = 3;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

await inScratch(async (folder) => {
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify(benchPolicy()));
  const server = spawn(process.execPath, ["--max-old-space-size=8192", here("../support/apiServer/main.ts"), "--cluster", String(PODS), "--folder", folder], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const { url, kubeconfigs } = JSON.parse(await firstLine(server.stdout)) as { url: string; kubeconfigs: { token: string } };
    const scan = [here("../../out/main/cli.js"), "scan", "--context", "token", "--kubeconfig", kubeconfigs.token, "--store", join(folder, "store"), "--policy", policy, "--format", "table", "--output", join(folder, "result"), "--fail-on", "never"];
    const rounds: { bare: number; scan: number; peak: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bare = JSON.parse((await measureNode([here("./liveBaseline.ts"), url], folder)).stdout) as { wall: number };
      const live = await measureNode(scan, folder);
      rounds.push({ bare: bare.wall, scan: live.wall, peak: live.peak });
    }
    const middle = (of: (round: (typeof rounds)[number]) => number): string => median(rounds.map(of)).toFixed(0);
    printTable(
      ["live cluster", "bare loop ms", "scan ms", "ratio", "peak MB"],
      [[`${PODS} pods`, middle(({ bare }) => bare), middle((round) => round.scan), median(rounds.map((round) => round.scan / round.bare)).toFixed(2), middle(({ peak }) => peak)]],
    );
  } finally {
    server.stdin.end();
  }
  console.log(loadOfMachine());
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const piece of stream) {
    text += String(piece);
    if (text.includes("\n")) break;
  }
  return text;
}
