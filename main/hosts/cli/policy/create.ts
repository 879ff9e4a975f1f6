import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export interface CreateFlags extends StoredFlags {
  starter?: string;
  from?: string;
}

/** Makes a policy from a starter or from another one; an empty one is made in the window. */
export const runCreate: Run<CreateFlags> = async ([name = ""], flags) => {
  const { starter, from } = flags;
  if ((starter === undefined) === (from === undefined)) stop("Name what the policy is made from: --starter or --from.", { remedy: "See sallyport policy starters, and sallyport policy list." });
  const saved = await withApplication(flags.store, async (app) => {
    const base = starter === undefined ? (await app.call("policies.get", { name: from ?? "" })).policy : (await app.call("starters.get", { id: starter })).policy;
    return app.call("policies.create", { policy: { ...base, name }, note: starter === undefined ? `Duplicate of ${from}` : `From the starter ${starter}` });
  });
  for (const { message } of saved.warnings ?? []) warn(`warning: ${message}`);
  await print(flags, "sallyport/saved-policy/v1", saved, () => `Created ${visible(name)}.\n`);
  return EXIT.fine;
};

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
