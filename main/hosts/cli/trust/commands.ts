import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fingerprintGroups } from "../../../../shared/bundle/index.ts";
import { trustListSchema } from "../../../../shared/bundle/trustList.ts";
import type { TrustCandidate, TrustState } from "../../../../shared/ipc/signing.ts";
import { withApplication, type CliApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import type { UnlockFlags } from "../key/files.ts";
import { signingWith, storedKey } from "../key/stored.ts";
import { printToSign, storeArgs } from "../key/detached.ts";
import { print, type StoredFlags } from "../print.ts";
import { visible } from "../terminal.ts";
import { candidateText, stateText } from "./text.ts";

export interface PinFlags extends StoredFlags {
  fingerprint: string;
}

export interface SignFlags extends StoredFlags, UnlockFlags {
  key: string;
  toSign?: string;
  signature?: string;
}

export interface ExportFlags {
  store?: string;
  proposal?: boolean;
  output: string;
  format: "table" | "json";
}

/** A command that changes the state of trust and shows it afterwards. */
function changing<Flags extends StoredFlags>(work: (app: CliApplication, args: string[], flags: Flags) => Promise<TrustState>): Run<Flags> {
  return async (args, flags) => {
    const state = await withApplication(flags.store, (app) => work(app, args, flags));
    await print(flags, "sallyport/trust/v1", state, () => stateText(state));
    return EXIT.fine;
  };
}

export const runShow = changing<StoredFlags>((app) => app.call("trust.get"));
export const runPin = changing<PinFlags>((app, [file = ""], { fingerprint }) => app.call("trust.pin", { path: resolve(file), fingerprint }));
export const runUpdate = changing<StoredFlags>((app, files) => app.call("trust.update", { paths: files.map((file) => resolve(file)) }));
export const runAdd = changing<StoredFlags>((app, [file = ""]) => app.call("trust.addSignatures", { path: resolve(file) }));
export const runAdopt = changing<StoredFlags>((app) => app.call("trust.adopt"));
export const runDiscard = changing<StoredFlags>((app) => app.call("trust.discard"));
export const runPropose = changing<StoredFlags>(async (app, [file = ""]) => app.call("trust.propose", { content: await contentOf(file) }));

export const runSign: Run<SignFlags> = async (args, flags, context) => {
  const { key, toSign, store } = flags;
  if (toSign === undefined) return signProposal(args, flags, context);
  const request = await withApplication(store, async (app) => app.call("trust.toSign", { keyId: (await storedKey(app, key)).id, path: resolve(toSign), overwrite: false }));
  await printToSign(flags, request, ["trust", "sign", "--key", key, ...storeArgs(store)]);
  return EXIT.fine;
};

const signProposal = changing<SignFlags>(async (app, _args, flags) => app.call("trust.sign", await signingWith(app, flags.key, flags, flags.signature)));

/** What a file would do here; ends with 3 when it is refused. */
export const runInspect: Run<StoredFlags> = async (files, flags) => {
  const found: TrustCandidate = await withApplication(flags.store, (app) => app.call("trust.inspect", { paths: files.map((file) => resolve(file)) }));
  await print(flags, "sallyport/trust-candidate/v1", found, () => candidateText(found));
  return found.relation === "refused" ? EXIT.refused : EXIT.fine;
};

export const runExport: Run<ExportFlags> = async (_args, flags) => {
  const written = await withApplication(flags.store, (app) => app.call("trust.export", { which: flags.proposal ? "proposal" : "current", path: resolve(flags.output), overwrite: false }));
  const { current, proposal } = await withApplication(flags.store, (app) => app.call("trust.get"));
  const fingerprint = (flags.proposal ? proposal : current)?.fingerprint ?? "";
  await print({ format: flags.format }, "sallyport/trust-export/v1", { ...written, fingerprint }, () => `Wrote ${visible(written.path)}. Its fingerprint, to be told by another way:\n  ${fingerprintGroups(fingerprint)}\n`);
  return EXIT.fine;
};

const contentSchema = trustListSchema.omit({ version: true });

/** What a list is to say: JSON with expires, persons, keys, roles. */
async function contentOf(file: string): Promise<ReturnType<typeof contentSchema.parse>> {
  const text = await readFile(file, "utf8").catch((error: Error) => stop(`${file} cannot be read (${error.message}).`, { file }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return stop(`${file} is not JSON (${error instanceof Error ? error.message : ""}).`, { file });
  }
  const read = contentSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return stop(`The field ${issue?.path.join(".") ?? ""} is not as expected: ${issue?.message ?? ""}.`, { file, remedy: "See docs/bundle-format.md for the form of a trust list." });
}
