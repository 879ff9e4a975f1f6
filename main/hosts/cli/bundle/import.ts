import { resolve } from "node:path";
import type { BundleInspection } from "../../../../shared/ipc/signing.ts";
import type { ImportReport } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { print, type StoredFlags } from "../print.ts";
import { styleFor, visible } from "../terminal.ts";
import { approvalText, refusalText, stepsText } from "./steps.ts";

export interface ImportFlags extends StoredFlags {
  dryRun?: boolean;
  only?: string[];
}

/** Checks a bundle by the trust of the store, says what would change, and takes it over when every check passed. */
export const runImport: Run<ImportFlags> = async ([file = ""], flags) => {
  const { inspection, report } = await withApplication(flags.store, async (app): Promise<{ inspection: BundleInspection; report?: ImportReport }> => {
    const found = await app.call("bundles.inspect", { path: resolve(file) });
    if (!found.accepted || flags.dryRun) return { inspection: found };
    return { inspection: found, report: await app.call("bundles.accept", { id: found.id, ...(flags.only ? { keys: flags.only } : {}) }) };
  });
  const { page: _page, id: _id, ...facts } = inspection;
  await print(flags, "sallyport/bundle-import/v1", { ...facts, taken: report?.items ?? [] }, () => textOf(file, inspection, report, flags));
  return inspection.accepted ? EXIT.fine : EXIT.refused;
};

function textOf(file: string, { accepted, steps, items, approvals, missing, trust, terms, name }: BundleInspection, report: ImportReport | undefined, flags: ImportFlags): string {
  const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
  const offers = trust.filter(({ relation }) => relation === "next").map(({ view }) => `It brings version ${view?.list.version ?? 0} of the trust list: accept it with sallyport trust update.`);
  const seen = approvals.map((approval) => approvalText(approval, approval.person));
  if (!accepted) return `${stepsText(steps, style)}\n${style.bold(refusalText(file, steps))}\n${[...(missing.length > 0 ? [`Not signed: ${missing.join(", ")}.`] : []), ...offers].map((line) => `${visible(line)}\n`).join("")}`;
  const lines = items.flatMap((item) => [
    `${flags.dryRun ? "Would be" : report?.items.some(({ key }) => key === item.key) ? "Now" : "Left as it is, not"} ${item.outcome}: ${item.kind} ${item.name}`,
    ...item.changes.map((change) => `  change: ${change}`),
    ...item.issues.map(({ path, message }) => `  error: ${path}: ${message}`),
  ]);
  const done = flags.dryRun ? "Nothing was changed." : `Version ${terms?.version ?? 0} of ${name ?? ""} is taken over.`;
  return `${stepsText(steps, style)}\n${[...lines, ...seen, ...offers].map((line) => `${visible(line)}\n`).join("")}${style.bold(visible(done))}\n`;
}
