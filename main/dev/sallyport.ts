import { pathToFileURL } from "node:url";
import { buildStale, type Target } from "./build.ts";
import { inRoot } from "./paths.ts";

/** `npm run -s sallyport -- …`: the command line from the sources, in this process, with nothing printed by the build. */
const args = process.argv.slice(2);
const targets: Target[] = args[0] === "serve" ? ["main", "renderer"] : ["main"];
const entry = inRoot("out/main/cli.js");

try {
  await buildStale(targets);
} catch (error) {
  console.error(`Sallyport could not be built from its sources: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
}
process.argv = [process.execPath, entry, ...args];
await import(pathToFileURL(entry).href);
