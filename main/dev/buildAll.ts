import { buildStale, TARGETS } from "./build.ts";

/** `npm run build`: whatever is out of date. */
try {
  await buildStale(TARGETS);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
