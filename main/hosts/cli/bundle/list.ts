import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

/** Lists the bundles that were made or kept here, with who has signed and who is missing. */
export const runList: Run<StoredFlags> = async (_args, flags) => {
  const bundles = await withApplication(flags.store, (app) => app.call("bundles.list"));
  await print(flags, "sallyport/bundles/v1", { bundles }, () => {
    if (bundles.length === 0) return "There are no bundles yet. Export one with sallyport export.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = bundles.map(({ name, version, origin, accepted, signers, needed, missing, daysLeft }) => {
      const good = signers.filter(({ state }) => state === "good").length;
      return [name, String(version), accepted ? "accepted" : origin, needed === undefined ? `${signers.length} signed` : `${good} of ${needed}`, daysLeft < 0 ? "expired" : `${daysLeft} days left`, missing.join(", ")].map(visible);
    });
    return columns([["NAME", "VERSION", "", "SIGNED", "EXPIRES", "NOT SIGNED"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};
