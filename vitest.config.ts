import { defineConfig } from "vitest/config";

/** Component tests that replace a module of the window. */
const ALONE = "test/component/**/*.alone.test.tsx";

/**
 * Component tests share their modules, because loading PatternFly anew for each file takes longer than the tests do; those
 * that replace a module have theirs for themselves.
 */
function component(name: string, files: { include: string[]; exclude?: string[]; isolate?: boolean }) {
  return {
    test: {
      name,
      ...files,
      environment: "jsdom" as const,
      setupFiles: ["test/support/component.ts"],
      // A busy machine is no failure: what never comes is noticed all the same.
      testTimeout: 60_000,
      // PatternFly's modules import style sheets, which only the bundler's pipeline understands.
      server: { deps: { inline: [/@patternfly\//] } },
    },
  };
}

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
      component("component", { include: ["test/component/**/*.test.{ts,tsx}"], exclude: [ALONE], isolate: false }),
      component("component, alone", { include: [ALONE] }),
    ],
  },
});
