import { trustFor, verifyBundle, type BundleCrypto, type Memory, type Trust, type Verification } from "../../../../shared/bundle/index.ts";
import type { FileVerification } from "../../../../shared/ipc/signing.ts";
import type { OpenStore } from "../../../store/here.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import { verifyReport } from "../../../usecases/bundlesReports.ts";
import { memoryOf } from "../../../usecases/bundlesImport.ts";
import { readTrustPaths } from "../../../usecases/trustFiles.ts";
import { revokedHere, trustedList } from "../../../usecases/trustState.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { openExistingStore } from "../store.ts";
import { styleFor, visible, type Style } from "../terminal.ts";
import { version } from "../version.ts";
import { readBundleFile, readPublicKeyFile } from "./files.ts";
import { approvalText, refusalText, stepsText } from "./steps.ts";

export interface VerifyFlags extends PrintFlags {
  key?: string[];
  trust?: string;
  store?: string;
  signature?: string[];
  threshold?: number;
  at?: string;
  place?: string;
}

const NO_TRUST = "There is no trust list here to check with.";
const NAME_KEYS = "Name the signers' keys with --key, or a trust list with --trust.";

/** Whom a check trusts, and what is remembered where there is a store. */
interface Basis {
  trust: Trust;
  memory?: Memory;
  place?: string;
}

/** Checks a bundle, or with `--signature` any file: with the keys or the trust list that are named, else with the store's. */
export const runVerify: Run<VerifyFlags> = async ([file = ""], flags) => {
  const crypto = need(await openBundleCrypto());
  const now = flags.at ?? new Date().toISOString();
  const role = flags.signature ? "report" : "bundle";
  if (flags.key) return check(file, flags, { trust: await trustOf(flags.key, flags.threshold) }, now, crypto);
  if (flags.threshold !== undefined) stop("--threshold goes with --key: a trust list says itself how many must sign.", { remedy: "Leave it out." });
  if (flags.trust !== undefined) {
    const list = need(await readTrustPaths([flags.trust], crypto)).at(-1);
    if (!list) stop(`${flags.trust} holds no trust list.`);
    return check(file, flags, { trust: trustFor(list, role) }, now, crypto);
  }
  const store = await openExistingStore(flags.store);
  if (!store) return stop(NO_TRUST, { remedy: NAME_KEYS });
  try {
    const list = (await trustedList({ store }, crypto)) ?? stop(NO_TRUST, { remedy: NAME_KEYS });
    const { place } = await store.settings();
    const basis = { trust: trustFor(list, role, await revokedHere({ store })), memory: await memoryOf(store), ...(place ? { place } : {}) };
    return await check(file, flags, basis, now, crypto, store);
  } finally {
    await store.close();
  }
};

async function check(file: string, flags: VerifyFlags, basis: Basis, now: string, crypto: BundleCrypto, store?: OpenStore): ReturnType<typeof runVerify> {
  const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
  if (flags.signature) {
    const found = need(await verifyReport(file, flags.signature, basis.trust, crypto));
    await store?.recordEvent({ action: "report.verify", subject: file, outcome: found.accepted ? "done" : "refused", details: { sha256: found.sha256, reason: found.reason } });
    await print(flags, "sallyport/file-verification/v1", found, () => reportText(found, style));
    return found.accepted ? EXIT.fine : EXIT.refused;
  }
  const bytes = await readBundleFile(file);
  const place = flags.place ?? basis.place;
  const verification = verifyBundle(bytes, {
    crypto, trust: basis.trust, now, release: version(), ...(place === undefined ? {} : { place }), ...(basis.memory ? { memory: basis.memory } : {}),
  });
  const reason = verification.steps.find(({ outcome }) => outcome === "failed")?.reason ?? "";
  await store?.recordEvent({ action: "bundle.verify", subject: file, outcome: verification.bundle ? "done" : "refused", details: reason === "" ? {} : { reason } });
  await print(flags, "sallyport/verification/v1", documentOf(file, now, basis.trust, verification), () => textOf(file, verification, style));
  return verification.bundle ? EXIT.fine : EXIT.refused;
}

/** Each key is taken for that of a person of its own; all of them must have signed unless fewer are asked for. */
export async function trustOf(files: readonly string[], threshold: number | undefined): Promise<Trust> {
  const keys = await Promise.all(files.map(async (file) => ({ file, ...(await readPublicKeyFile(file)) })));
  for (const [index, { id, file }] of keys.entries()) {
    const same = keys.slice(0, index).find((other) => other.id === id);
    if (same) stop(`${same.file} and ${file} hold the same key.`, { remedy: "Name each key once." });
  }
  if (threshold !== undefined && threshold > keys.length) stop(`--threshold asks for ${threshold} signers, but ${keys.length} ${keys.length === 1 ? "key is" : "keys are"} named.`, { remedy: "Name more keys with --key." });
  return { keys: keys.map(({ spki, file }) => ({ spki, person: file })), threshold: threshold ?? keys.length };
}

function documentOf(file: string, at: string, { threshold, version: trustVersion }: Trust, { steps, signers, bundle }: Verification): object {
  return {
    file,
    at,
    threshold,
    ...(trustVersion === undefined ? {} : { trustVersion }),
    accepted: bundle !== undefined,
    steps,
    signers,
    ...(bundle
      ? {
          bundle: {
            ...bundle.statement.predicate,
            statementSha256: bundle.statementSha256,
            files: bundle.files.map(({ name, mediaType, data }) => ({ name, mediaType, size: data.length })),
            approvals: bundle.approvals,
          },
        }
      : {}),
  };
}

function textOf(file: string, { steps, signers, bundle }: Verification, style: Style): string {
  const terms = bundle?.statement.predicate;
  const result = terms ? `${visible(file)} is accepted: version ${terms.version} of bundle ${terms.bundleId}.` : refusalText(file, steps);
  const approvals = (bundle?.approvals ?? []).map((approval) => `${visible(approvalText(approval, signers.find(({ key, state }) => key === approval.key && state === "good")?.person))}\n`);
  return `${stepsText(steps, style)}\n${approvals.join("")}${style.bold(result)}\n`;
}

function reportText({ file, accepted, signers, reason, remedy, signedAt }: FileVerification, style: Style): string {
  const who = signers.filter(({ state }) => state === "good").map(({ person = "" }) => person);
  const result = accepted ? `${visible(file)} is accepted: signed by ${visible(who.join(", "))} at ${signedAt ?? ""}.` : `${visible(file)} is refused: ${visible(reason)}\n${remedy}`;
  return `${style.bold(result)}\n`;
}
