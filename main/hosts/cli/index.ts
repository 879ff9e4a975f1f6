#!/usr/bin/env node
import { tooOldNode } from "../runtime.ts";
import type { Interrupt } from "./context.ts";
import { EXIT } from "./exit.ts";
import { report } from "./failure.ts";

/** How long an interrupted command has to end in order before the process ends anyway. Milliseconds. */
const GRACE = 1500;

const abort = new AbortController();
const onInterrupt = (): void => {
  if (abort.signal.aborted) process.exit(EXIT.interrupted);
  abort.abort();
  setTimeout(() => process.exit(EXIT.interrupted), GRACE).unref();
};
process.on("SIGINT", onInterrupt);
// A reader that has seen enough (`| head`) is no error; what writes results tells of other ones.
process.stdout.on("error", () => undefined);
const interrupt: Interrupt = { signal: abort.signal, release: () => process.off("SIGINT", onInterrupt) };

process.exit(await main());

async function main(): Promise<number> {
  const old = tooOldNode(process.versions.node);
  if (old !== undefined) {
    process.stderr.write(`error: ${old}\n`);
    return EXIT.usage;
  }
  const args = process.argv.slice(2);
  const { runProgram } = await import("./program.ts");
  const code = await runProgram(args, interrupt).catch((error: unknown) => report(error, args.includes("--debug")));
  // What was written must have left before the process ends.
  await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  return abort.signal.aborted ? EXIT.interrupted : code;
}
