import { defineConfig } from "@playwright/test";

/** No request leaves the machine, and root, who has no sandbox, can run it. */
const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * A real Chromium against the built web host, as a user has it: the content security policy stays on. Locale, zone and
 * colours are fixed so that pictures can be repeated. `main/dev/playwright.ts` names the browser. A trace costs a third of
 * the time: who looks into a failure adds `--trace on`.
 */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: "out/e2e",
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "out/test/playwright.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env["SALLYPORT_CHROMIUM"], args: CHROMIUM_FLAGS },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "e2e", testMatch: "**/*.spec.ts" },
    { name: "screenshots", testMatch: "**/*.shots.ts" },
  ],
});
