import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { modulesLike, modulesOf, ROOT } from "./modules.ts";

/**
 * Where each package may be imported: folders, or files. An empty list: it is used by name only (a program, types, a
 * plug-in, the runtime itself). A new package must be given a home here.
 */
const HOMES: Record<string, string[]> = {
  "@cdktn/hcl2json": ["main/files/hcl.ts"],
  "@noble/ciphers": ["main/signing/"],
  "@noble/curves": ["main/signing/", "test/"],
  "better-sqlite3": ["main/store/", "test/"],
  commander: ["main/hosts/cli/"],
  node: [],
  yaml: ["shared/", "main/", "test/"],
  zod: ["shared/", "main/", "test/"],

  "@axe-core/playwright": ["test/e2e/"],
  "@electron/fuses": ["main/dev/", "test/"],
  "@kubernetes/client-node": ["main/cluster/", "test/"],
  "@patternfly/patternfly": ["renderer/"],
  "@patternfly/react-core": ["renderer/"],
  "@patternfly/react-icons": ["renderer/"],
  "@patternfly/react-table": ["renderer/"],
  "@playwright/test": ["main/dev/", "test/e2e/", "test/bench/", "playwright.config.ts"],
  "@reduxjs/toolkit": ["renderer/", "test/"],
  "@tanstack/react-virtual": ["renderer/"],
  "@testing-library/jest-dom": ["test/"],
  "@testing-library/react": ["test/"],
  "@testing-library/user-event": ["test/"],
  "@types/better-sqlite3": [],
  "@types/node": [],
  "@types/react": [],
  "@types/react-dom": [],
  "@types/tar-stream": [],
  "@types/yauzl": [],
  "@vitejs/plugin-react": ["vite.config.ts"],
  assemblyscript: ["main/dev/"],
  electron: ["main/hosts/electron/", "main/preload/index.ts"],
  "electron-builder": [],
  "fast-check": ["test/"],
  jsdom: [],
  oxlint: ["oxlint.config.ts"],
  react: ["renderer/", "test/component/", "test/support/"],
  "react-dom": ["renderer/"],
  "react-redux": ["renderer/", "test/component/", "test/support/"],
  "react-router": ["renderer/", "test/component/", "test/support/"],
  selfsigned: ["test/"],
  "tar-stream": ["main/files/archive/", "test/"],
  typescript: [],
  vite: ["main/dev/", "vite.config.ts"],
  vitest: ["test/", "vitest.config.ts"],
  yauzl: ["main/files/archive/"],
};

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const installed = { ...manifest.dependencies, ...manifest.devDependencies };
const modules = ["main", "renderer", "shared", "test"].flatMap(modulesOf).concat(modulesLike("*.config.ts"));


describe("npm packages", () => {
  test("each has a home, and each home a package", () => {
    expect(Object.keys(HOMES).toSorted()).toEqual(Object.keys(installed).toSorted());
  });

  test("are imported at home only", () => {
    const strays = modules.flatMap(({ path, packages }) =>
      packages.filter((name) => !HOMES[name]?.some((home) => path.startsWith(home))).map((name) => `${path} imports ${name}`),
    );
    expect(strays).toEqual([]);
    expect(modules.flatMap((module) => module.packages).length).toBeGreaterThan(400);
  });

  test("are pinned to exact versions", () => {
    const loose = Object.entries(installed).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  test("run no script at installation but the runtime's, which fetches from the registry", () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, allow]) => allow);
    expect(allowed).toEqual([["node", true]]);
  });

  /**
   * better-sqlite3 brings its binaries and says so in a field that npm does not copy into the lockfile. Without it there,
   * `npm ci` compiles the sources, with headers from the network, and fails. `npm install` removes the line and then runs
   * `main/dev/lockfile.ts`, which puts it back.
   */
  test("compile nothing at installation", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, { gypfile?: boolean }> };
    expect(lock.packages["node_modules/better-sqlite3"]?.gypfile).toBe(false);
    const native = globSync("node_modules/{*,@*/*}/binding.gyp", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
    expect(native).toEqual(["node_modules/better-sqlite3/binding.gyp"]);
  });

  test("electron-builder packs the Electron that is installed", () => {
    const builder = readFileSync(join(ROOT, "electron-builder.yml"), "utf8");
    expect(/^electronVersion: (.*)$/m.exec(builder)?.[1]).toBe(installed["electron"]);
  });
});
