import { join } from "node:path";

/** Where things are in a package: beside the archive of the window's code, see `extraResources` in electron-builder.yml. */

/** The part of the program that runs outside the archive: threads, command line, web host, demo. */
export function programFolder(resources: string): string {
  return join(resources, "program");
}

/** The Node that the command line runs on. */
export function nodeExecutable(resources: string, platform: NodeJS.Platform): string {
  return join(resources, "runtime", platform === "win32" ? "node.exe" : "node");
}

/**
 * The arguments of a command line in what a package was started with: a command comes first, or a request for help. A
 * window's own options, and what a desktop adds, begin with a dash.
 */
export function commandArguments(args: readonly string[]): string[] | undefined {
  const [first] = args;
  if (first === undefined) return undefined;
  return !first.startsWith("-") || first === "--help" || first === "--version" ? [...args] : undefined;
}
