import { join } from "node:path";
import { openApplication, usualDataDirectory } from "../compose.ts";
import { HOST_USAGE, hostOptions } from "../options.ts";
import { tooOldNode } from "../runtime.ts";
import { runWebHost } from "./run.ts";

process.exitCode = await main();

async function main(): Promise<number> {
  const old = tooOldNode(process.versions.node);
  const options = hostOptions(process.argv.slice(2), "refused");
  if (old || !options.ok) {
    console.error(old ?? (options.ok ? "" : `${options.error.message}\n${HOST_USAGE}`));
    return 2;
  }
  const { port, dataDirectory = usualDataDirectory() } = options.value;
  return runWebHost({
    open: () => openApplication({ host: "web", dataDirectory }),
    dataDirectory,
    bundle: join(import.meta.dirname, "../renderer"),
    port,
  });
}
