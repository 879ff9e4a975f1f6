import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../main/hosts/cli/program.ts";
import { brokenLink, documents, ROOT } from "../support/docs/documents.ts";
import { commandPage } from "../support/docs/commandPage.ts";
import { rulePage } from "../support/docs/rulePage.ts";

type Command = ReturnType<typeof createProgram>;

/** The documents cannot drift from the program: what they name must exist. */
const DOCUMENTS = documents();
const SCRIPTS = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> }).scripts;
const PROGRAM = createProgram({ signal: new AbortController().signal, release: () => undefined }, { code: 0 });

describe("the command line in the documents", () => {
  const lines = DOCUMENTS.flatMap(({ path, commands, code }) => [...commands, ...code].flatMap(sallyportCalls).map((words) => ({ path, words })));

  test("is there to be checked", () => {
    expect(lines.length).toBeGreaterThan(30);
  });

  test.each(lines.map(({ path, words }) => [`${path}: sallyport ${words.join(" ")}`, words]))("%s", (_, words) => {
    const { command, rest } = commandOf(PROGRAM, words as string[]);
    const known = command.options.flatMap(({ long, short }) => [long, short]).concat("--help", "-h", "--version", "-V");
    expect(rest.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split("=")[0]).filter((option) => !known.includes(option))).toEqual([]);
  });
});

test("every npm script in the documents exists", () => {
  const missing = DOCUMENTS.flatMap(({ path, commands, code }) =>
    [...commands, ...code].flatMap((line) => [...line.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g)].map((match) => ({ path, script: match[1] ?? "" }))),
  ).filter(({ script }) => !(script in SCRIPTS) && !["ci", "install", "run"].includes(script));
  expect(missing).toEqual([]);
});

test("every file and folder in the documents exists", () => {
  const folders = "main|shared|renderer|test|docs|resources";
  const named = DOCUMENTS.filter(({ path }) => !path.startsWith("docs/decisions/")).flatMap(({ path, code }) =>
    code.filter((word) => new RegExp(`^(?:${folders})/[\\w./@-]*$`).test(word)).map((word) => ({ path, word })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ word }) => !existsSync(join(ROOT, word)))).toEqual([]);
});

test("every link leads somewhere", () => {
  expect(DOCUMENTS.flatMap((document) => document.links.flatMap((link) => brokenLink(document, link) ?? []))).toEqual([]);
});

test("every picture is shown, and small", () => {
  const pictures = globSync("docs/images/*", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
  const shown = new Set(DOCUMENTS.flatMap(({ path, links }) => links.map((link) => posix.join(posix.dirname(path), link))));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
  expect(pictures.filter((picture) => readFileSync(join(ROOT, picture)).length > 200 * 1024)).toEqual([]);
});

test("the pages that are drawn from the program are in step with it", async () => {
  await expect(rulePage()).toMatchFileSnapshot(join(ROOT, "docs/rules.md"));
  await expect(commandPage(PROGRAM)).toMatchFileSnapshot(join(ROOT, "docs/commands.md"));
});

/** The words after `sallyport` in a line, for each call in it; a pipe, a redirection or a semicolon ends a call. */
function sallyportCalls(line: string): string[][] {
  return line.split(/\s*(?:\||>|;|&&)\s*/).flatMap((part) => {
    const call = /(?:^|\s)(?:npm run -s sallyport --|sallyport)\s+([a-z-].*)$/.exec(part)?.[1];
    return call === undefined ? [] : [call.split(/\s+/)];
  });
}

/** The command that the first words name, and what follows. A word that names none fails. */
function commandOf(program: Command, words: string[]): { command: Command; rest: string[] } {
  let command = program;
  let rest = words;
  while (command.commands.length > 0 && rest[0] !== undefined && !rest[0].startsWith("-")) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (next === undefined) throw new Error(`There is no command "${words.join(" ")}".`);
    command = next;
    rest = rest.slice(1);
  }
  return { command, rest };
}
