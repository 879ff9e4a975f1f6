import { resolve } from "node:path";
import type { BundleDetail } from "../../../../shared/ipc/signing.ts";
import { refuseIfThere } from "../../../files/atomic.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import type { UnlockFlags } from "../key/files.ts";
import { signingWith } from "../key/stored.ts";
import { print } from "../print.ts";
import { count, visible } from "../terminal.ts";

export interface ExportFlags extends UnlockFlags {
  policy?: string[];
  again?: number;
  audience?: string[];
  days?: number;
  expires?: string;
  scan?: string;
  workloadNames?: boolean;
  issuedAt?: string;
  bundleId?: string;
  key?: string;
  store?: string;
  output: string;
  format: "table" | "json";
}

/** Exports the next version of a bundle, or an earlier one again byte for byte. */
export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const path = resolve(flags.output);
  // Before a number is given to what could not be written then.
  need(await refuseIfThere(path));
  const bundle = await withApplication(flags.store, async (app) => {
    const { key, again } = flags;
    const signing = key === undefined ? undefined : await signingWith(app, key, flags);
    const found = again === undefined ? undefined : (await app.call("bundles.list")).find((one) => one.name === name && one.version === again);
    if (again !== undefined && !found) stop(`There is no version ${again} of the bundle "${name}" here.`, { remedy: "See sallyport bundles." });
    if (!found && !flags.policy) stop("Nothing to export: no policy is named.", { remedy: "Name policies with --policy NAME or --policy NAME@VERSION." });
    const made: BundleDetail = await (found ? app.call("bundles.get", refOf(found)) : app.call("bundles.create", requestOf(name, flags)));
    const signed = signing ? await app.attempt("bundles.sign", { ...refOf(made), signing }) : { ok: true as const, value: made };
    // The number is given: the file is written also where the passphrase was wrong, to be signed later.
    const saved = await app.attempt("bundles.save", { ...refOf(made), path, overwrite: false });
    if (!saved.ok) warn(`Version ${made.version} is kept in the store; write it with: sallyport export ${visible(name)} --again ${made.version} --output FILE`);
    need(saved);
    if (!signed.ok) warn(`Version ${made.version} was written to ${visible(path)}, but not signed.`);
    return need(signed);
  });
  if (!bundle.complete) warn(`It is not signed by enough persons yet${bundle.missing.length > 0 ? ` (not signed: ${bundle.missing.map(visible).join(", ")})` : ""}. Have it signed with sallyport sign.`);
  const { page: _page, steps: _steps, ...facts } = bundle;
  await print({ format: flags.format }, "sallyport/export/v1", { file: path, bundle: facts }, () =>
    [
      `Wrote version ${bundle.version} of ${visible(bundle.name)} to ${visible(path)}: ${count(bundle.policies.length, "policy", "policies")}, until ${bundle.terms.expires}.`,
      ...bundle.changes.map((change) => `  change: ${visible(change)}`),
      "",
    ].join("\n"),
  );
  return EXIT.fine;
};

function refOf({ bundleId, version, statementSha256 }: Pick<BundleDetail, "bundleId" | "version" | "statementSha256">): Pick<BundleDetail, "bundleId" | "version" | "statementSha256"> {
  return { bundleId, version, statementSha256 };
}

function requestOf(name: string, { policy = [], audience = [], days, expires, scan, workloadNames, issuedAt, bundleId }: ExportFlags) {
  return {
    name,
    policies: policy.map(chosenPolicy),
    audience,
    ...(days === undefined ? {} : { days }),
    ...(expires === undefined ? {} : { expires }),
    ...(scan === undefined ? {} : { scanId: scan }),
    ...(workloadNames ? { workloadNames } : {}),
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(bundleId === undefined ? {} : { bundleId }),
  };
}

/** `NAME` or `NAME@VERSION`. */
function chosenPolicy(text: string): { name: string; version?: number } {
  const [, name = text, version] = /^(.*)@([1-9]\d*)$/.exec(text) ?? [];
  return { name, ...(version === undefined ? {} : { version: Number(version) }) };
}
