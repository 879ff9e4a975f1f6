import { addSignature, hex, mergeBundles, preAuthEncoding, readApproval } from "../../shared/bundle/index.ts";
import type { ApprovalReport, BundleCrypto } from "../../shared/bundle/index.ts";
import type { Request } from "../../shared/ipc/contract.ts";
import type { DetachedRequest, Signing } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { BundleKey } from "../signingStore.ts";
import { approvalHandedOver, approvalNow, isApproval } from "./bundlesApproval.ts";
import { factsOf, keyOf, openFile, type OpenedBundle } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import { handOver, type ToSign } from "./keysDetached.ts";
import { activeKey, findKey, signBoth, signStatement, spkiOf } from "./keysUnlock.ts";
import { asResult } from "./trustState.ts";

/** Signatures to bundles: each is appended, in any order, and what its signer looked at goes with it. */

type SigningDeps = Pick<Deps, "store" | "now">;

export interface SignRequest {
  bundle: BundleKey;
  signing: Signing;
  /** The impact on the signer's own cluster data, as it was shown. */
  report?: ApprovalReport;
  /** With a key elsewhere: the approval that was written for it, and the other of the two signatures. */
  approval?: { toSign: string; signature: string };
}

/** Signs a bundle of the store, and where it is approved also what was looked at, with the same key. */
export async function signBundle(deps: SigningDeps, { bundle: key, signing, report, approval }: SignRequest, crypto: BundleCrypto): Promise<Result<null>> {
  const stored = await openToSign(deps, key, crypto);
  if (!stored.ok) return stored;
  const { file, opened } = stored.value;
  const signer = await findKey(deps, signing.keyId);
  if (!signer.ok) return signer;
  const approves = await approvalOf(deps, stored.value, { bundle: key, signing, ...(report ? { report } : {}), ...(approval ? { approval } : {}) }, crypto);
  if (!approves.ok) return approves;
  const { statement } = opened.bundle;
  const made = approves.value ? await signBoth(deps, signing, approval?.signature, [statement, approves.value], crypto) : asList(await signStatement(deps, signing, statement, crypto));
  if (!made.ok) return made;
  const [signature, approved] = made.value;
  const signed = asResult(addSignature(opened.bundle, signature, spkiOf(signer.value), crypto, approved));
  if (!signed.ok) return signed;
  const shown = approves.value && readApproval(approves.value)?.approval.report;
  return put(deps, key, file, signed.value, crypto, {
    action: shown ? "bundle.approve" : "bundle.sign",
    details: { key: signing.keyId, ...(shown ? { report: shown.sha256, newlyBlocked: shown.newlyBlocked } : {}) },
  });
}

function asList<T>(result: Result<T>): Result<[T]> {
  return result.ok ? ok([result.value]) : result;
}

/** What the signer approves; undefined for one who signs the bundle as it is. */
async function approvalOf(deps: SigningDeps, { opened }: StoredFile, { bundle, signing, report, approval }: SignRequest, crypto: BundleCrypto): Promise<Result<Uint8Array | undefined>> {
  if (!approval && !(await isApproval(deps, bundle, report))) return ok(undefined);
  if ("passphrase" in signing) return approvalNow(deps, opened, report, crypto);
  if (approval) return approvalHandedOver(deps, opened, approval.toSign, report, crypto);
  return fail("invalid-input", "The approval is missing: it was written beside the bundle's statement, to be signed, too.", { remedy: "Bring back that file and the signatures over both." });
}

/** Writes what a key elsewhere signs: the bundle's statement, and where it is approved what there is to see here, beside it. */
export async function bundleToSign(deps: SigningDeps, { keyId, path, overwrite, report, ...key }: Request<"bundles.toSign">, crypto: BundleCrypto): Promise<Result<DetachedRequest>> {
  const [stored, signer] = [await openToSign(deps, key, crypto), await activeKey(deps, keyId)];
  if (!stored.ok) return stored;
  if (!signer.ok) return signer;
  const { opened } = stored.value;
  const files: ToSign[] = [{ path, purpose: "bundle", bytes: opened.bundle.toSign }];
  if (await isApproval(deps, key, report)) {
    const approval = await approvalNow(deps, opened, report, crypto);
    if (!approval.ok) return approval;
    files.push({ path: `${path}.approval`, purpose: "approval", bytes: preAuthEncoding(approval.value) });
  }
  return handOver(files, overwrite);
}

/** A bundle of the store that it still makes sense to sign. */
async function openToSign(deps: SigningDeps, key: BundleKey, crypto: BundleCrypto): Promise<Result<StoredFile>> {
  const stored = await openStored(deps, key, crypto);
  if (!stored.ok) return stored;
  const { expires } = stored.value.opened.bundle.terms;
  if (Date.parse(expires) > Date.parse(deps.now())) return stored;
  return fail("invalid-input", `The bundle expired at ${expires}.`, { remedy: "Issue it again, and sign that." });
}

/** Takes a bundle that came in a file into the store; a copy that is there gets the signatures of both. */
export async function keepFile(deps: SigningDeps, file: Uint8Array, crypto: BundleCrypto): Promise<Result<BundleKey>> {
  const { store, now } = deps;
  const came = openFile(file, crypto);
  if (!came.ok) return came;
  const key = keyOf(came.value, crypto);
  const present = (await store.bundles()).filter(({ bundleId, version }) => bundleId === key.bundleId && version === key.version);
  const other = present.find(({ statementSha256 }) => statementSha256 !== key.statementSha256);
  if (other) {
    return fail("conflict", `Another bundle with version ${key.version} of "${other.name}" is here already: the same number was given twice.`, {
      remedy: "Do not use it, and tell those who sign: someone may be trying to deceive you.",
    });
  }
  if (present.length === 0) {
    // The store takes the bytes it is given away; this file may be asked about again.
    await store.keepBundle({ bundle: key, name: came.value.contents.name, file: file.slice(), summary: factsOf(came.value), now: now() });
    return ok(key);
  }
  const stored = await openStored(deps, key, crypto);
  if (!stored.ok) return stored;
  const merged = asResult(mergeBundles(stored.value.opened.bundle, came.value.bundle));
  if (!merged.ok) return merged;
  const kept = await put(deps, key, stored.value.file, merged.value, crypto, { action: "bundle.receive", details: { signatures: came.value.bundle.signatures.map(({ keyDigest }) => hex(keyDigest)) } });
  return kept.ok ? ok(key) : kept;
}

/** A bundle's file with what is in it. */
export interface StoredFile {
  file: Uint8Array;
  opened: OpenedBundle;
}

export async function openStored({ store }: Pick<Deps, "store">, key: BundleKey, crypto: BundleCrypto): Promise<Result<StoredFile>> {
  const file = await store.bundleFile(key);
  if (!file.ok) return file;
  const opened = openFile(file.value, crypto);
  return opened.ok ? ok({ file: file.value, opened: opened.value }) : opened;
}

async function put(
  { store }: Pick<Deps, "store">,
  bundle: BundleKey,
  before: Uint8Array,
  after: Uint8Array,
  crypto: BundleCrypto,
  { action, details }: { action: string; details: Record<string, string | number | string[]> },
): Promise<Result<null>> {
  const opened = openFile(after, crypto);
  if (!opened.ok) return opened;
  return store.replaceBundle({
    bundle,
    before: hex(crypto.sha256(before)),
    file: after,
    summary: factsOf(opened.value),
    event: { action, subject: opened.value.contents.name, outcome: "done", details: { bundleId: bundle.bundleId, version: bundle.version, statementSha256: bundle.statementSha256, ...details } },
  });
}
