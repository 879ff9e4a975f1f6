import { join } from "node:path";
import { app } from "electron";
import { openApplication, usualDataDirectory } from "../compose.ts";
import { HOST_USAGE, hostOptions } from "../options.ts";
import { runElectron } from "./run.ts";

const TOP = join(import.meta.dirname, "../..");

/** Unpackaged, the first argument is the application's folder. */
const options = hostOptions(process.argv.slice(app.isPackaged ? 1 : 2), "ignored");
if (options.ok) {
  const { dataDirectory = usualDataDirectory() } = options.value;
  void runElectron({
    open: () => openApplication({ host: "electron", dataDirectory }),
    dataDirectory,
    bundle: join(TOP, "out/renderer"),
    preload: join(TOP, "out/preload/preload.cjs"),
    icon: join(TOP, "resources/icons/512x512.png"),
  });
} else {
  console.error(`${options.error.message}\n${HOST_USAGE}`);
  app.exit(2);
}
