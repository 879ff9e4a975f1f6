import { writePolicyPage } from "../../../../shared/exchange/index.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { writeAll } from "../output.ts";
import { print } from "../print.ts";
import type { VersionFlags } from "./versions.ts";

export interface ShowFlags extends Omit<VersionFlags, "format"> {
  format: "table" | "json" | "html";
}

/** A policy as one page, in the words of the window. */
export const runShow: Run<ShowFlags> = async ([name = ""], flags) => {
  const { format, version } = flags;
  const saved = await withApplication(flags.store, (app) => app.call("policies.get", { name, ...(version === undefined ? {} : { version }) }));
  if (format === "html") await writeAll(flags.output, writePolicyPage(saved.policy, saved, "html").text);
  else await print({ ...flags, format }, "sallyport/saved-policy/v1", saved, () => writePolicyPage(saved.policy, saved, "text").text);
  return EXIT.fine;
};
