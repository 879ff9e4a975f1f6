import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { buildStale, TARGETS } from "../../main/dev/build.ts";
import { findChromium } from "../../main/dev/chromium.ts";
import { inRoot } from "../../main/dev/paths.ts";
import { startServer } from "../e2e/support/server.ts";
import { writeClusterFile } from "../support/clusterFile.ts";
import { inScratch, median, printTable } from "./measure.ts";

/**
 * From a click on a rule's check box until *Impact now* shows the new counts, in Chromium on the built web host, with
 * a snapshot of 10,000 pods: the editor, the request, the judging and the drawing together. The budget is 150 ms.
 * SALLYPORT_BENCH_PODS changes the size.
 */
const PODS = Number(process.env["SALLYPORT_BENCH_PODS"] ?? 10_000);
const ROUNDS = 5;
/** A rule that hits nothing changes no count: after this long it is left out. */
const NO_CHANGE_MS = 3000;
const POLICY = `schema: sallyport/policy/v1\nname: bench\nplatform: kubernetes\ncluster: { rules: [], exceptions: [] }\n`;

await buildStale(TARGETS);
await inScratch(async (folder) => {
  const store = join(folder, "store");
  mkdirSync(store);
  const cli = (...args: string[]) => execFileSync(process.execPath, [inRoot("out/main/cli.js"), ...args, "--store", store], { stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(join(folder, "bench.yaml"), POLICY);
  const cluster = join(folder, "cluster.json.gz");
  await writeClusterFile(cluster, "compact", { pods: PODS });
  cli("policy", "import", join(folder, "bench.yaml"));
  cli("snapshot", "import", cluster, "--name", "bench");

  const server = await startServer({ store, home: folder });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.address());
    await page.goto(`${server.origin}/#/policies/bench`);
    await page.getByRole("status", { name: "Impact" }).waitFor();
    await printRows(page);
  } finally {
    await browser.close();
    await server.stop();
  }
});

/** Each rule is ticked and unticked alone; the first tick judges it for the first time. */
async function printRows(page: Page): Promise<void> {
  const boxes = page.getByRole("listitem").getByRole("checkbox");
  const rows: string[][] = [];
  for (let index = 0; index < (await boxes.count()); index++) {
    const name = (await boxes.nth(index).getAttribute("aria-label")) ?? "";
    const first = await clickToCounts(page, index);
    if (first === null) {
      await boxes.nth(index).click();
      continue;
    }
    const later: number[] = [];
    for (let n = 0; n < 2 * ROUNDS - 1; n++) later.push((await clickToCounts(page, index)) ?? NaN);
    rows.push([name, first.toFixed(0), median(later).toFixed(0), Math.max(...later).toFixed(0)]);
  }
  if (rows.length === 0) throw new Error("No rule changed a count: nothing was measured.");
  printTable([`rule ticked, ${PODS} pods`, "first ms", "median ms", "slowest ms"], rows);
}

/** Milliseconds from the click until a frame with other counts has been drawn; null when they stay as they are. */
function clickToCounts(page: Page, index: number): Promise<number | null> {
  return page.evaluate(
    ([at, patience]) =>
      new Promise<number | null>((resolve) => {
        const status = document.querySelector('[role="status"][aria-label="Impact"]');
        const counts = () => status?.querySelector(".ed-counts")?.textContent;
        const box = document.querySelectorAll<HTMLInputElement>('li input[type="checkbox"]')[at ?? 0];
        if (!status || !box) throw new Error("The editor is not there.");
        const before = counts();
        const started = performance.now();
        const give = (answer: () => number | null) => {
          watcher.disconnect();
          clearTimeout(timer);
          requestAnimationFrame(() => setTimeout(() => resolve(answer())));
        };
        const watcher = new MutationObserver(() => {
          if (counts() !== before) give(() => performance.now() - started);
        });
        watcher.observe(status, { subtree: true, childList: true, characterData: true });
        const timer = setTimeout(() => give(() => null), patience);
        box.click();
      }),
    [index, NO_CHANGE_MS],
  );
}
