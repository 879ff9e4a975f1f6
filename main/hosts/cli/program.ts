import { Command, CommanderError } from "commander";
import { addAttestorCommands } from "./commands/attestor.ts";
import { addAuditCommands } from "./commands/audit.ts";
import { bundles, exportBundle, importBundle, sign, verify } from "./commands/bundle.ts";
import { compare } from "./commands/compare.ts";
import { addKeyCommands } from "./commands/key.ts";
import { addPolicyCommands } from "./commands/policy.ts";
import { addRulesetCommands } from "./commands/ruleset.ts";
import { scan } from "./commands/scan.ts";
import { serve } from "./commands/serve.ts";
import { addSnapshotCommands } from "./commands/snapshot.ts";
import { addTrustCommands } from "./commands/trust.ts";
import type { Interrupt } from "./context.ts";
import { define, type Outcome } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { version } from "./version.ts";

/** Parses the command line and runs what it names. Usage errors are told by the parser and end with code 2. */
export async function runProgram(args: string[], interrupt: Interrupt): Promise<ExitCode> {
  const outcome: Outcome = { code: EXIT.fine };
  try {
    await createProgram(interrupt, outcome).parseAsync(args, { from: "user" });
  } catch (error) {
    // Help that was asked for ends well; help that stands for a missing command does not.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    throw error;
  }
  return outcome.code;
}

/** Every command with its options. A command that ran leaves its exit code in `outcome`. */
export function createProgram(interrupt: Interrupt, outcome: Outcome): Command {
  const program = new Command("sallyport")
    .description("Design container-security policies for Kubernetes, see what they would log or block, offline.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError("See --help.")
    .addHelpText("after", "\nExamples:\n  $ sallyport scan manifests/ --policy clusterpolicy.yaml\n  $ sallyport policy import clusterpolicy.yaml\n");
  define(program, scan, interrupt, outcome);
  define(program, compare, interrupt, outcome);
  addPolicyCommands(program, interrupt, outcome);
  addRulesetCommands(program, interrupt, outcome);
  addAttestorCommands(program, interrupt, outcome);
  addSnapshotCommands(program, interrupt, outcome);
  define(program, exportBundle, interrupt, outcome);
  define(program, sign, interrupt, outcome);
  define(program, verify, interrupt, outcome);
  define(program, importBundle, interrupt, outcome);
  define(program, bundles, interrupt, outcome);
  addKeyCommands(program, interrupt, outcome);
  addTrustCommands(program, interrupt, outcome);
  addAuditCommands(program, interrupt, outcome);
  define(program, serve, interrupt, outcome);
  return program;
}
