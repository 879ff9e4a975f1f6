import { mkdirSync, rmSync } from "node:fs";
import { buildStale, TARGETS } from "./build.ts";
import { playwright } from "./playwright.ts";
import { inRoot } from "./paths.ts";
import { runNode } from "./run.ts";
import { addCounts, playwrightCounts, summaryLine, vitestCounts, type Counts } from "./testCounts.ts";

/**
 * `npm test`: types, lint, unit to component tests, build, end-to-end tests. All stages run, so that one run tells all
 * that is wrong; the last line sums up the tests. A stage without tests that fails counts as one failed test.
 */
const VITEST_REPORT = inRoot("out/test/vitest.json");
const PLAYWRIGHT_REPORT = inRoot("out/test/playwright.json");

rmSync(inRoot("out/test"), { recursive: true, force: true });
mkdirSync(inRoot("out/test"), { recursive: true });

const stages: [name: string, run: () => Promise<Counts>][] = [
  ["Types", async () => checked(await runNode("typescript/bin/tsc", ["-b"]))],
  ["Lint", async () => checked(await runNode("oxlint/bin/oxlint", ["--deny-warnings"]))],
  ["Unit, contract, suite, architecture and component tests", async () => {
    const code = await runNode("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`]);
    return tested(code, vitestCounts(VITEST_REPORT));
  }],
  ["Build", () => buildStale(TARGETS).then(() => checked(0), reportBuild)],
  ["End-to-end tests", async () => tested(await playwright("e2e", []), playwrightCounts(PLAYWRIGHT_REPORT))],
];

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of stages) {
  console.log(`\n# ${name}`);
  total = addCounts(total, await run());
}
console.log(`\n${summaryLine(total)}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function checked(code: number): Counts {
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A runner that fails without a failed test (a file that does not load, a crash) has failed nevertheless. */
function tested(code: number, counts: Counts | undefined): Counts {
  const found = counts ?? checked(1);
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

function reportBuild(error: unknown): Counts {
  console.error(error instanceof Error ? error.message : error);
  return checked(1);
}
