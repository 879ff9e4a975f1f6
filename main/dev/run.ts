import { spawn, type SpawnOptions } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./paths.ts";

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Default: this process's own streams. */
  stdio?: SpawnOptions["stdio"];
  /** Ends the program after this many milliseconds. */
  timeoutMs?: number;
}

/**
 * Runs a program in the checkout and answers its exit code, as a shell would give it: 127 when it cannot be started,
 * 128 and the signal's number when a signal ended it.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: options.env ?? process.env,
      stdio: options.stdio ?? "inherit",
      timeout: options.timeoutMs,
      killSignal: "SIGKILL",
    });
    // A terminal sends Ctrl+C to both processes; this one waits for what the other makes of it.
    const wait = (): void => undefined;
    const terminate = (): void => void child.kill("SIGTERM");
    process.on("SIGINT", wait);
    process.on("SIGTERM", terminate);
    const done = (code: number): void => {
      process.off("SIGINT", wait);
      process.off("SIGTERM", terminate);
      resolve(code);
    };
    child.on("error", () => done(127));
    child.on("exit", (code, signal) => done(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
  });
}

/** Runs a package's program with the pinned Node. `script` is relative to `node_modules`. */
export function runNode(script: string, args: readonly string[], options?: RunOptions): Promise<number> {
  return run(process.execPath, [`node_modules/${script}`, ...args], options);
}
