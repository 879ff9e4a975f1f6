import type { createProgram } from "../../../main/hosts/cli/program.ts";

type Command = ReturnType<typeof createProgram>;

/** Every command with its arguments and options, drawn from the parser itself. Markdown. */
export function commandPage(program: Command): string {
  return `${[
    "# Commands",
    "Every command and option, as `--help` prints them. [The command line](command-line.md) says what they are for. This page is written by `npm run unit -- test/unit/docs.test.ts -u`; do not edit it.",
    ...leaves(program).map(section),
  ].join("\n\n")}\n`;
}

/** The commands that do something: those without commands below them. */
function leaves(command: Command): Command[] {
  return command.commands.flatMap((child) => (child.commands.length > 0 ? leaves(child) : [child]));
}

function section(command: Command): string {
  const names = [command.name()];
  for (let parent = command.parent; parent?.parent; parent = parent.parent) names.unshift(parent.name());
  const args = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const rows = [
    ...command.registeredArguments.map((argument) => [argument.name(), argument.description]),
    ...command.options.map((option) => [option.flags, `${option.description}${ending(option)}`]),
  ].map(([name = "", text = ""]) => `| \`${name}\` | ${text.replaceAll("|", "\\|")} |`);
  return [`## sallyport ${names.join(" ")}`, `\`${["sallyport", ...names, ...args].join(" ")}\``, command.description(), ["| | |", "|---|---|", ...rows].join("\n")].join("\n\n");
}

function ending({ argChoices, defaultValue, mandatory }: Command["options"][number]): string {
  const facts = [
    argChoices && argChoices.map((choice) => `\`${choice}\``).join(", "),
    typeof defaultValue === "string" && `default \`${defaultValue}\``,
    mandatory && "must be given",
  ].filter(Boolean);
  return facts.length > 0 ? ` (${facts.join("; ")})` : "";
}
