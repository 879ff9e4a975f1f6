import { defineConfig } from "vitest/config";

/**
 * Test files share the modules they load: loading those anew for each file takes longer than the tests do. Files that
 * replace a module, or look at what a process has loaded, have their modules for themselves.
 */
const ALONE = "test/**/*.alone.test.{ts,tsx}";

/** Whole programs that are killed in the middle, again and again: part of `npm test`, left out of `npm run check`. */
const KILLED = "test/contract/**/*{crash,Crash}.test.ts";

/** A busy machine is no failure: what never comes is noticed all the same. Thousands of cases (`test/support/rounds.ts`) take longer. */
const TEST_TIMEOUT = process.env["SALLYPORT_ROUNDS"] ? 3_600_000 : 120_000;

interface Files {
  include: string[];
  exclude?: string[];
  isolate?: boolean;
}

/** In plain Node. */
function node(name: string, files: Files) {
  return { test: { name, ...files, environment: "node" as const, testTimeout: TEST_TIMEOUT, hookTimeout: 60_000, restoreMocks: true } };
}

/** In a DOM. */
function component(name: string, files: Files) {
  return {
    test: {
      name,
      ...files,
      environment: "jsdom" as const,
      setupFiles: ["test/support/component.ts"],
      testTimeout: 60_000,
      // PatternFly's modules import style sheets, which only the bundler's pipeline understands.
      server: { deps: { inline: [/@patternfly\//] } },
    },
  };
}

/** Everything but the end-to-end tests, which Playwright runs. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: "test/support/buildWalker.ts",
    projects: [
      node("node", { include: ["test/{unit,contract,suites,architecture}/**/*.test.ts"], exclude: [ALONE, KILLED], isolate: false }),
      node("killed", { include: [KILLED], isolate: false }),
      node("node, alone", { include: ["test/{unit,contract}/**/*.alone.test.ts"] }),
      component("component", { include: ["test/component/**/*.test.{ts,tsx}"], exclude: [ALONE], isolate: false }),
      component("component, alone", { include: ["test/component/**/*.alone.test.tsx"] }),
    ],
  },
});
