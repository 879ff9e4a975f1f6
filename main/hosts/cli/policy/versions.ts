import type { AppError } from "../../../../shared/kernel/result.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe, stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export interface VersionFlags extends StoredFlags {
  version?: number;
}

export interface RestoreFlags extends VersionFlags {
  note?: string;
}

export const runHistory: Run<StoredFlags> = async ([name = ""], flags) => {
  const versions = await withApplication(flags.store, async (app) => {
    await app.call("policies.get", { name });
    return app.call("policies.versions", { name });
  });
  await print(flags, "sallyport/policy-history/v1", { name, versions }, () => {
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = versions.map(({ version, saved, author, note }) => [String(version), saved.slice(0, 19).replace("T", " "), author, note].map(visible));
    return columns([["VERSION", "SAVED (UTC)", "AUTHOR", "NOTE"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

/** Saves an earlier version anew: nothing that came after it is lost. */
export const runRestore: Run<RestoreFlags> = async ([name = ""], flags) => {
  const { version: wanted } = flags;
  if (wanted === undefined) return stop("Which version? Name it with --version.", { remedy: `See sallyport policy history ${name}.` });
  const saved = await withApplication(flags.store, async (app) => {
    const { note } = flags;
    return app.call("policies.restore", { name, version: wanted, ...(note === undefined ? {} : { note }) });
  });
  await print(flags, "sallyport/saved-policy/v1", saved, () => `Version ${wanted} of ${name} is restored as version ${saved.version}.\n`);
  return EXIT.fine;
};

/** Deletes what can be deleted; what is still in use stays, and is told. */
export const runDelete: Run<StoredFlags> = async (names, flags) => {
  const deleted: string[] = [];
  const problems: AppError[] = [];
  await withApplication(flags.store, async (app) => {
    for (const name of names) {
      const result = await app.attempt("policies.delete", { name });
      if (result.ok) deleted.push(name);
      else problems.push(result.error);
    }
  });
  await print(flags, "sallyport/policy-delete/v1", { deleted, problems }, () => deleted.map((name) => `Deleted ${visible(name)}.\n`).join(""));
  for (const problem of problems) warn(`error: ${describe(problem)}`);
  return problems.length > 0 ? EXIT.usage : EXIT.fine;
};
