import { globSync } from "node:fs";
import { basename } from "node:path";
import { buildStale } from "./build.ts";
import { ROOT } from "./paths.ts";
import { run } from "./run.ts";

/**
 * Runs the benchmarks of `test/bench` one after another, each in a process of its own so that peak memory is its own:
 * all, or those whose file name contains one of the arguments.
 */
const wanted = process.argv.slice(2);
const files = globSync("test/bench/*.bench.ts", { cwd: ROOT }).toSorted();
const chosen = files.filter((file) => wanted.length === 0 || wanted.some((word) => basename(file).includes(word)));
if (chosen.length === 0) {
  console.error(`No benchmark is called like that. There are: ${files.map((file) => basename(file, ".bench.ts")).join(", ")}.`);
  process.exitCode = 2;
}
await buildStale(["main"]);
for (const file of chosen) {
  console.log(`\n${basename(file, ".bench.ts")}`);
  const code = await run(process.execPath, ["--expose-gc", file]);
  if (code !== 0) process.exitCode = code;
}
