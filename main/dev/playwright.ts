import { buildStale, TARGETS } from "./build.ts";
import { findChromium } from "./chromium.ts";
import { runNode } from "./run.ts";

/** Runs one project of `playwright.config.ts` against the built web host; answers Playwright's exit code. */
export async function playwright(project: "e2e" | "screenshots", args: readonly string[]): Promise<number> {
  await buildStale(TARGETS);
  const browser = await findChromium();
  if (!browser) {
    console.error("There is no Chromium for the end-to-end tests. Install one (Debian: apt-get install chromium), or name one in SALLYPORT_CHROMIUM.");
    return 1;
  }
  const env = { ...process.env, SALLYPORT_CHROMIUM: browser };
  return runNode("@playwright/test/cli.js", ["test", `--project=${project}`, ...args], { env });
}
