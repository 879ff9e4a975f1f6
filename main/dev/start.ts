import { pathToFileURL } from "node:url";
import { buildStale, TARGETS } from "./build.ts";
import { electronRuntime } from "./electronRuntime.ts";
import { inRoot } from "./paths.ts";
import { run } from "./run.ts";

/**
 * `npm start`: the window in Electron where that can run, else in a browser. `npm start -- --web` chooses the browser.
 * Other arguments go to the host.
 */
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== "--web");

await buildStale(TARGETS);
const reason = given.includes("--web") ? "" : await tryElectron(args);
if (reason !== undefined) {
  if (reason) console.log(`${reason}\nThe window is served to a browser instead.`);
  const entry = inRoot("out/main/web.js");
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
}

/** Opens the window in Electron and waits for its end; answers why that is not possible, or undefined when it was. */
async function tryElectron(hostArgs: string[]): Promise<string | undefined> {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    return "There is no display for Electron's window.";
  }
  if (process.getuid?.() === 0) return "Electron keeps its window in a sandbox, which root cannot have.";
  const runtime = await electronRuntime();
  if ("missing" in runtime) return runtime.missing;
  const env = { ...process.env };
  // Set by some editors' terminals; it would turn Electron into plain Node.
  delete env["ELECTRON_RUN_AS_NODE"];
  const code = await run(runtime.executable, [inRoot(), ...hostArgs], { env });
  if (code === 0 || code >= 128) {
    process.exitCode = code;
    return undefined;
  }
  return `Electron ended with code ${code}; its own message is above.`;
}
