import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
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
    const newest = await app.call("policies.get", { name });
    const earlier = await app.call("policies.get", { name, version: wanted });
    return app.call("policies.save", { policy: earlier.policy, baseVersion: newest.version, note: flags.note ?? `Version ${wanted} restored` });
  });
  await print(flags, "sallyport/saved-policy/v1", saved, () => `Version ${wanted} of ${name} is restored as version ${saved.version}.\n`);
  return EXIT.fine;
};

export const runDelete: Run<StoredFlags> = async (names, flags) => {
  await withApplication(flags.store, async (app) => {
    for (const name of names) await app.call("policies.delete", { name });
  });
  await print(flags, "sallyport/policy-delete/v1", { deleted: names }, () => names.map((name) => `Deleted ${visible(name)}.\n`).join(""));
  return EXIT.fine;
};
