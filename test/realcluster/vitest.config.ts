import { defineConfig } from "vitest/config";
import { ROOT } from "../../main/dev/paths.ts";

/** Tests against the API server of Kubernetes itself; `npm run realcluster` builds it first. */
export default defineConfig({
  root: ROOT,
  test: {
    include: ["test/realcluster/**/*.test.ts"],
    globalSetup: "test/support/buildWalker.ts",
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
