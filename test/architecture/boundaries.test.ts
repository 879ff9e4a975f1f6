import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modulesOf, ROOT } from "./modules.ts";
import { ALLOWED, CODE, IMPORTS } from "./plants.ts";

const LAYERS = ["kernel", "falco", "model", "kube", "rules", "engine", "audit", "exchange", "bundle", "messages", "ipc"];
const PROGRAM = ["main", "renderer", "shared"];

/** Both tools take long to start on a busy machine. */
const TOOLS_MS = 120_000;

const plots: string[] = [];
afterAll(() => plots.forEach((plot) => rmSync(plot, { recursive: true, force: true })));

/** A checkout with nothing but the configuration and what is planted there: text by file. */
function makePlot(plants: Map<string, string>): string {
  const plot = mkdtempSync(join(tmpdir(), "sallyport-boundaries-"));
  plots.push(plot);
  for (const file of ["oxlint.config.ts", "package.json", "tsconfig.base.json", ...PROGRAM.map((folder) => `${folder}/tsconfig.json`)]) {
    cpSync(join(ROOT, file), join(plot, file), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(plot, "node_modules"));
  for (const [file, text] of plants) {
    mkdirSync(dirname(join(plot, file)), { recursive: true });
    writeFileSync(join(plot, file), text);
  }
  return plot;
}

/** One file a plant, so that all are looked at in one run: `x.ts` becomes `x0.ts`, `x1.ts` … */
const numbered = (file: string, index: number): string => file.replace(/\.ts$/, `${index}.ts`);

/** Runs a program of `node_modules`; answers what it printed, whatever its exit code. */
function run(script: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, "node_modules", script), ...args], { cwd, maxBuffer: 64 << 20 }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

interface LintReport {
  diagnostics: { message: string; code?: string; filename: string; help: string | null }[];
  number_of_files: number;
}

async function lint(cwd: string): Promise<LintReport> {
  return JSON.parse(await run("oxlint/bin/oxlint", ["--format=json", ...PROGRAM], cwd)) as LintReport;
}

describe("the linter", () => {
  const refused = new Map<string, string>();
  let looked = 0;

  beforeAll(async () => {
    const plants = [...IMPORTS, ...ALLOWED].map(([file, imported], index) => [numbered(file, index), `import * as planted from "${imported}";\nexport { planted };\n`] as const);
    const report = await lint(makePlot(new Map(plants)));
    looked = report.number_of_files;
    for (const { code, filename, message, help } of report.diagnostics) {
      if (code?.includes("no-restricted-imports")) refused.set(filename.replaceAll("\\", "/"), `${message} ${help ?? ""}`);
    }
  }, TOOLS_MS);

  test("looks at every planted file", () => expect(looked).toBe(IMPORTS.length + ALLOWED.length));

  test.each(IMPORTS.map((entry, index) => [...entry, index] as const))("refuses in %s: %s", (file, _imported, message, index) => {
    expect(refused.get(numbered(file, index))).toContain(message);
  });

  test.each(ALLOWED.map((entry, index) => [...entry, index] as const))("allows in %s: %s", (file, _imported, index) => {
    expect(refused.get(numbered(file, IMPORTS.length + index))).toBeUndefined();
  });

  test("looks at every module of the program", async () => {
    const report = await lint(ROOT);
    const modules = PROGRAM.flatMap(modulesOf);
    expect(modules.length).toBeGreaterThan(350);
    expect(report.number_of_files).toBeGreaterThanOrEqual(modules.length);
    expect(report.diagnostics.filter(({ code }) => code?.includes("no-restricted-imports"))).toEqual([]);
  }, TOOLS_MS);
});

describe("the compiler", () => {
  let printed = "";

  beforeAll(async () => {
    const targets = PROGRAM.map((folder) => [`${folder}/y.ts`, "export const y = 1;\n"] as const);
    const plants = CODE.map(([folder, code], index) => [`${folder}/x${index}.ts`, `${code}\nexport {};\n`] as const);
    printed = await run("typescript/bin/tsc", ["-b", ...PROGRAM], makePlot(new Map([...targets, ...plants])));
  }, TOOLS_MS);

  test.each(CODE.map((entry, index) => [...entry, index] as const))("refuses in %s: %s", (folder, _code, message, index) => {
    const complaints = printed.split("\n").filter((line) => line.startsWith(`${folder}/x${index}.ts(`));
    expect(complaints.join("\n")).toContain(message);
  });

  test("accepts a file without a violation", () => expect(printed).not.toMatch(/^\w+\/y\.ts/m));
});

describe("the imports as they are written", () => {
  const modules = PROGRAM.flatMap(modulesOf);
  const edges = modules.flatMap(({ path, imports }) => imports.map((imported) => ({ path, imported })));
  const between = (from: string, to: string) => edges.filter(({ path, imported }) => path.startsWith(from) && imported.startsWith(to));

  test("are many", () => {
    expect(modules.length).toBeGreaterThan(350);
    expect(edges.length).toBeGreaterThan(1200);
    expect(between("renderer/", "shared/").length).toBeGreaterThan(50);
    expect(between("main/", "shared/").length).toBeGreaterThan(100);
  });

  test("go down in shared", () => {
    const rank = (path: string): number => LAYERS.indexOf(path.split("/")[1] ?? "");
    const inside = between("shared/", "shared/");
    expect(inside.every(({ path }) => rank(path) >= 0)).toBe(true);
    expect(inside.filter(({ path, imported }) => rank(imported) > rank(path))).toEqual([]);
  });

  test("never lead from one side to the other", () => {
    expect([...between("shared/", "main/"), ...between("shared/", "renderer/")]).toEqual([]);
    expect([...between("renderer/", "main/"), ...between("main/", "renderer/")]).toEqual([]);
  });

  test("reach Node from the trusted side only", () => {
    expect(modules.filter(({ path, builtins }) => !path.startsWith("main/") && builtins.length > 0)).toEqual([]);
  });

  test("enter a feature by its door", () => {
    const feature = (path: string): string => /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? "";
    const strays = edges.filter(({ path, imported }) => feature(imported) && feature(imported) !== feature(path) && !/^renderer\/features\/[^/]+\/index\.ts$/.test(imported));
    expect(strays).toEqual([]);
  });
});
