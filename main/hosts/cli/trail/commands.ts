import { resolve } from "node:path";
import type { TrailVerification } from "../../../../shared/ipc/signing.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import { trailOfFile, verifyRecords } from "../../../usecases/auditTrailVerify.ts";
import { withApplication } from "../application.ts";
import { trustOf } from "../bundle/verify.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { printToSign, storeArgs } from "../key/detached.ts";
import type { UnlockFlags } from "../key/files.ts";
import { signingWith, storedKey } from "../key/stored.ts";
import { print, type PrintFlags, type StoredFlags } from "../print.ts";
import { columns, count, styleFor, visible } from "../terminal.ts";

export interface ListFlags extends StoredFlags {
  limit: number;
  action?: string;
  text?: string;
}

export interface VerifyFlags extends PrintFlags {
  store?: string;
  key?: string[];
  against?: string[];
}

export interface ExportFlags {
  store?: string;
  output: string;
  format: "table" | "json";
}

export interface CheckpointFlags extends UnlockFlags {
  key: string;
  toSign?: string;
  signature?: string;
  signed?: string;
  store?: string;
  output?: string;
  format: "table" | "json";
}

export const runList: Run<ListFlags> = async (_args, flags) => {
  const { limit, action, text } = flags;
  const page = await withApplication(flags.store, (app) => app.call("trail.list", { offset: 0, limit, ...(action === undefined ? {} : { action }), ...(text === undefined ? {} : { text }) }));
  await print(flags, "sallyport/audit-list/v1", page, () => {
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = page.records.map(({ sequence, at, actor, action: done, subject, outcome }) => [String(sequence), at.slice(0, 19).replace("T", " "), actor, done, outcome === "refused" ? "REFUSED" : "", subject].map(visible));
    return columns([["", "TIME (UTC)", "BY", "WHAT", "", "WHICH"], ...rows], (cell, row) => (row === 0 ? style.bold(cell) : cell));
  });
  return EXIT.fine;
};

/** Follows the trail of the store, or of a copy with nothing but public keys; ends with 3 when it does not hold. */
export const runVerify: Run<VerifyFlags> = async ([file], flags) => {
  const against = (flags.against ?? []).map((one) => resolve(one));
  const found = file === undefined ? await inStore(flags, against) : await inCopy(file, flags, against);
  await print(flags, "sallyport/audit-verification/v1", { ...(file === undefined ? {} : { file }), ...found }, () => textOf(found));
  return found.accepted ? EXIT.fine : EXIT.refused;
};

function inStore(flags: VerifyFlags, against: string[]): Promise<TrailVerification> {
  if (flags.key) stop("--key goes with a copy of the trail: the store's trail is checked by its trust list.", { remedy: "Leave it out, or name the copy." });
  return withApplication(flags.store, (app) => app.call("trail.verify", { against }));
}

async function inCopy(file: string, flags: VerifyFlags, against: string[]): Promise<TrailVerification> {
  const crypto = need(await openBundleCrypto());
  const trust = flags.key ? await trustOf(flags.key, undefined) : { keys: [] };
  const found = need(await verifyRecords(need(await trailOfFile(resolve(file))), against, trust, crypto));
  const isVouchedFor = !flags.key || found.checkpoints.some(({ state }) => state === "good");
  if (isVouchedFor || found.problem) return found;
  return { ...found, accepted: false, problem: { sequence: found.records, message: "No checkpoint in it was signed by these keys: nobody vouches for it." } };
}

const CHECKPOINT_STATES: Record<TrailVerification["checkpoints"][number]["state"], string> = { good: "good", wrong: "wrong", revoked: "its key is revoked and counts no more", unknown: "the key is not trusted here" };

function textOf({ accepted, records, head, problem, checkpoints, coveredTo, compared, backwards }: TrailVerification): string {
  const lines = [
    ...checkpoints.map(({ sequence, person, key, at, state }) => `Checkpoint over record ${sequence}, ${at}, by ${person ?? `${key.slice(0, 16)}…`}: ${CHECKPOINT_STATES[state]}`),
    ...compared.map(({ file, message }) => `${file}: ${message}`),
    ...(backwards.length > 0 ? [`The clock went back at ${count(backwards.length, "record")}: ${backwards.slice(0, 5).join(", ")}.`] : []),
    ...(problem ? [problem.message] : []),
    accepted
      ? `The audit trail holds: ${count(records, "record")}, of which ${coveredTo} are covered by a checkpoint. Its end is ${head?.hash ?? ""}.`
      : "The audit trail does not hold.",
  ];
  return lines.map((line) => `${visible(line)}\n`).join("");
}

export const runExport: Run<ExportFlags> = async (_args, flags) => {
  const written = await withApplication(flags.store, (app) => app.call("trail.export", { path: resolve(flags.output), overwrite: false }));
  await print({ format: flags.format }, "sallyport/audit-export/v1", written, () => `Wrote ${count(written.records, "record")} to ${visible(written.path)}.\n`);
  return EXIT.fine;
};

export const runCheckpoint: Run<CheckpointFlags> = async (_args, flags) => {
  const { key, toSign, signature, signed, store, output, format } = flags;
  if (toSign !== undefined) {
    const request = await withApplication(store, async (app) => app.call("trail.toSign", { keyId: (await storedKey(app, key)).id, path: resolve(toSign), overwrite: false }));
    await printToSign({ format }, request, ["audit", "checkpoint", "--key", key, ...storeArgs(store)], resolve(toSign));
    return EXIT.fine;
  }
  const head = await withApplication(store, async (app) => {
    const signing = await signingWith(app, key, flags, signature);
    return app.call("trail.checkpoint", { signing, ...(signed === undefined ? {} : { toSign: resolve(signed) }), ...(output === undefined ? {} : { path: resolve(output), overwrite: false }) });
  });
  await print({ format }, "sallyport/audit-checkpoint/v1", { head }, () => `Signed the audit trail up to record ${head.sequence}.\n`);
  return EXIT.fine;
};
