import { Command, InvalidArgumentError, Option } from "commander";
import type { CommandContext, Interrupt } from "./context.ts";
import type { ExitCode } from "./exit.ts";

/** What runs when a command was chosen; its code is loaded only then, so that each starts fast. */
export type Run<Options> = (args: string[], options: Options, context: CommandContext) => Promise<ExitCode>;

/** Where a command puts its exit code. */
export interface Outcome {
  code: ExitCode;
}

/** Everything a command's definition needs. */
export interface Definition<Options> {
  name: string;
  /** Arguments as commander writes them: `[source...]`, `<name>`. */
  args?: [syntax: string, description: string][];
  summary: string;
  options?: Option[];
  examples: string[];
  run: Run<Options>;
}

/** Adds a command with what all have in common: `--debug`, examples in its help, its exit code. */
export function define<Options>(parent: Command, definition: Definition<Options>, interrupt: Interrupt, outcome: Outcome): void {
  const command = parent.command(definition.name).description(definition.summary);
  for (const [syntax, description] of definition.args ?? []) command.argument(syntax, description);
  for (const option of definition.options ?? []) command.addOption(option);
  command.addOption(new Option("--debug", "show where an error arose"));
  command.addHelpText("after", `\nExamples:\n${definition.examples.map((line) => `  $ ${line}\n`).join("")}`);
  command.action(async (...given: unknown[]) => {
    const options = command.opts<Options & { debug?: boolean }>();
    const values = given.slice(0, -2).flat().filter((value) => typeof value === "string");
    outcome.code = await definition.run(values, options, { signal: interrupt.signal, interrupt, debug: options.debug === true });
  });
}

export function storeOption(): Option {
  return new Option("--store <folder>", "folder of the store to use instead of the user's own");
}

export function formatOption(...formats: string[]): Option {
  return new Option("--format <format>", "form of the output").choices(formats).default(formats[0]);
}

export function outputOption(): Option {
  return new Option("--output <file>", "write to a file instead of standard output; it appears when it is whole");
}

/** A point in time, RFC 3339. */
export function parseTime(value: string): string {
  const time = Date.parse(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(time)) throw new InvalidArgumentError("Write a time such as 2026-05-01T12:00:00Z.");
  return new Date(time).toISOString();
}

/** A whole number that is at least 1. */
export function parseCount(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("Write a whole number from 1.");
  return Number(value);
}

/** Gathers an option that may be given several times. */
export function gatherValues(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
