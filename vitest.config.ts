import { defineConfig } from "vitest/config";

/** Everything but the end-to-end tests, which Playwright runs. Component tests get a DOM, the others plain Node. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: "test/support/buildWalker.ts",
    projects: [
      {
        test: {
          name: "node",
          include: ["test/{unit,contract,suites,architecture}/**/*.test.ts"],
          environment: "node",
        },
      },
      {
        test: {
          name: "component",
          include: ["test/component/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          setupFiles: ["test/support/component.ts"],
          // Loading PatternFly anew for each file takes longer than the tests do.
          isolate: false,
          // A busy machine is no failure: what never comes is noticed all the same.
          testTimeout: 60_000,
          // PatternFly's modules import style sheets, which only the bundler's pipeline understands.
          server: { deps: { inline: [/@patternfly\//] } },
        },
      },
    ],
  },
});
