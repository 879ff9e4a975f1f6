import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished, vi } from "vitest";
import { buildStale } from "../../main/dev/build.ts";
import { inRoot } from "../../main/dev/paths.ts";
import type { Interrupt } from "../../main/hosts/cli/context.ts";
import { report } from "../../main/hosts/cli/failure.ts";
import { runProgram } from "../../main/hosts/cli/program.ts";

/** The command line as users have it. */
export const ENTRY = inRoot("out/main/cli.js");
// Each test starts processes: what users run, built once, starts in half the time that its sources need.
await buildStale(["main"]);

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  cwd?: string;
  stdin?: string;
  env?: NodeJS.ProcessEnv;
}

/** Starts the built command line as a process of its own. */
export function startCli(args: string[], { cwd, env }: CliOptions = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [ENTRY, ...args], { cwd, env: { ...process.env, KUBECONFIG: "", ...env } });
}

/**
 * Runs a command to its end. It runs in this process, which takes a tenth of the time of starting one; one that reads
 * standard input has a process of its own. One at a time: they share the streams, the folder and the environment.
 */
export async function runCli(args: string[], options: CliOptions = {}): Promise<CliResult> {
  if (options.stdin !== undefined) return runProcess(args, options);
  const [stdout, stderr, folder] = [collector(), collector(), process.cwd()];
  const spies = [
    vi.spyOn(process, "stdout", "get").mockReturnValue(stdout.stream as typeof process.stdout),
    vi.spyOn(process, "stderr", "get").mockReturnValue(stderr.stream as typeof process.stderr),
  ];
  for (const [name, value] of Object.entries({ KUBECONFIG: "", ...options.env })) vi.stubEnv(name, value);
  if (options.cwd !== undefined) process.chdir(options.cwd);
  const interrupt: Interrupt = { signal: new AbortController().signal, release: () => undefined };
  try {
    const code = await runProgram(args, interrupt).catch((error: unknown) => report(error, args.includes("--debug")));
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(folder);
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

/** A stream in place of one of the process's, and what was written to it. */
function collector(): { stream: Writable; text: () => string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(pieces).toString("utf8") };
}

/** Runs the built command line as a process of its own to its end, as users do. */
export function runProcess(args: string[], options: CliOptions = {}): Promise<CliResult> {
  const child = startCli(args, options);
  child.stdin.end(options.stdin ?? "");
  return ended(child);
}

/** Waits for the end of a started process. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

/** A folder with the given files that is removed when the test has finished. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The lines of an NDJSON text, parsed. */
export function ndjson(text: string): Record<string, unknown>[] {
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
}
