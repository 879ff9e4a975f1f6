import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { app } from "electron";
import { openApplication, usualDataDirectory, type ComposeOptions } from "../compose.ts";
import { HOST_USAGE, hostOptions } from "../options.ts";
import { commandArguments, nodeExecutable, programFolder } from "./packaged.ts";
import { runElectron } from "./run.ts";

const TOP = join(import.meta.dirname, "../..");

/** Unpackaged, the first argument is the application's folder. */
const args = process.argv.slice(app.isPackaged ? 1 : 2);
const command = app.isPackaged ? commandArguments(args) : undefined;
if (command) runCommand(command);
else openWindow();

/** `sallyport scan …`: before Electron looks for a display, the command line takes over. */
function runCommand(commandArgs: string[]): void {
  const entry = join(programFolder(process.resourcesPath), "out/main/cli.js");
  const { status, error } = spawnSync(nodeExecutable(process.resourcesPath, process.platform), [entry, ...commandArgs], { stdio: "inherit" });
  if (error) console.error(`The command line could not be started: ${error.message}`);
  process.exit(status ?? 2);
}

function openWindow(): void {
  const options = hostOptions(args, "ignored");
  if (!options.ok) {
    console.error(`${options.error.message}\n${HOST_USAGE}`);
    return app.exit(2);
  }
  const { dataDirectory = usualDataDirectory() } = options.value;
  void runElectron({
    open: () => openApplication({ host: "electron", dataDirectory, ...(app.isPackaged ? packagedFiles() : {}) }),
    dataDirectory,
    bundle: join(TOP, "out/renderer"),
    preload: join(TOP, "out/preload/preload.cjs"),
    icon: join(TOP, "resources/icons/512x512.png"),
  });
}

function packagedFiles(): Pick<ComposeOptions, "workers" | "resourcesDirectory"> {
  const program = programFolder(process.resourcesPath);
  return {
    workers: {
      store: join(program, "out/main/store-worker.js"),
      audit: join(program, "out/main/audit-worker.js"),
      hcl: join(program, "out/main/hcl-worker.js"),
    },
    resourcesDirectory: join(program, "resources"),
  };
}
