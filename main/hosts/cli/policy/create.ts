import { emptyPolicy, type Platform, type Policy } from "../../../../shared/model/policy.ts";
import type { SavedPolicy } from "../../../../shared/ipc/types.ts";
import { withApplication, type CliApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export interface CreateFlags extends StoredFlags {
  starter?: string;
  from?: string;
  platform?: Platform;
  description?: string;
}

/** Makes a policy: empty, from a starter, or from another one. */
export const runCreate: Run<CreateFlags> = async ([name = ""], flags) => {
  const { starter, from, platform, description } = flags;
  if (starter !== undefined && from !== undefined) stop("A policy is made from one thing: --starter or --from.");
  const saved = await withApplication(flags.store, async (app) => {
    const { policy, note } = await baseOf(app, flags);
    if (platform !== undefined && platform !== policy.platform) {
      stop(`The platform of a policy is that of what it is made from (${policy.platform}), and cannot be changed.`, { remedy: "Leave out --platform, or make an empty policy." });
    }
    return app.call("policies.create", { policy: { ...policy, name, ...(description === undefined ? {} : { description }) }, note });
  });
  return created(saved, flags);
};

async function baseOf(app: CliApplication, { starter, from, platform }: CreateFlags): Promise<{ policy: Policy; note: string }> {
  if (starter !== undefined) return { policy: (await app.call("starters.get", { id: starter })).policy, note: `From the starter ${starter}` };
  if (from === undefined) return { policy: emptyPolicy("", platform), note: "" };
  const { policy, version } = await app.call("policies.get", { name: from });
  return { policy, note: `Duplicate of ${from}, version ${version}` };
}

/** Duplicates a policy under a name that is free: the base's with `Policy` after it, as the console does. */
export const runDuplicate: Run<StoredFlags> = async ([name = ""], flags) =>
  created(await withApplication(flags.store, (app) => app.call("policies.duplicate", { name })), flags);

async function created(saved: SavedPolicy, flags: StoredFlags): Promise<typeof EXIT.fine> {
  for (const { message } of saved.warnings ?? []) warn(`warning: ${message}`);
  await print(flags, "sallyport/saved-policy/v1", saved, () => `Created ${visible(saved.policy.name)}.\n`);
  return EXIT.fine;
}

export const runStarters: Run<StoredFlags> = async ([id], flags) => {
  await withApplication(flags.store, async (app) => {
    if (id !== undefined) {
      const starter = await app.call("starters.get", { id });
      return print(flags, "sallyport/starter/v1", starter, () => starter.page);
    }
    const starters = await app.call("starters.list");
    return print(flags, "sallyport/starters/v1", { starters }, () => {
      const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
      const rows = starters.map((starter) => [starter.id, String(starter.ruleCount), starter.title]);
      return columns([["ID", "RULES", "TITLE"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
    });
  });
  return EXIT.fine;
};
