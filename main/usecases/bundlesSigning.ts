import { addSignature, hex, mergeBundles, signedTime, writeApproval } from "../../shared/bundle/index.ts";
import type { ApprovalReport, BundleCrypto } from "../../shared/bundle/index.ts";
import type { Signing } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { BundleKey } from "../signingStore.ts";
import { contentChanges, earlierOf } from "./bundlesChanges.ts";
import { factsOf, keyOf, openFile, type OpenedBundle } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import { findKey, signStatement, spkiOf } from "./keysUnlock.ts";
import { asResult } from "./trustState.ts";

/** Signatures to bundles: each is appended, in any order, and what its signer looked at goes with it. */

type SigningDeps = Pick<Deps, "store" | "now">;

export interface SignRequest {
  bundle: BundleKey;
  signing: Signing;
  /** The impact on the signer's own cluster data, as it was shown. */
  report?: ApprovalReport;
}

/** Signs a bundle of the store, and with a key that is unlocked here also what was looked at. */
export async function signBundle(deps: SigningDeps, { bundle: key, signing, report }: SignRequest, crypto: BundleCrypto): Promise<Result<null>> {
  const { now } = deps;
  const stored = await openStored(deps, key, crypto);
  if (!stored.ok) return stored;
  const { file, opened } = stored.value;
  const { bundle } = opened;
  if (Date.parse(bundle.terms.expires) <= Date.parse(now())) return fail("invalid-input", `The bundle expired at ${bundle.terms.expires}.`, { remedy: "Issue it again, and sign that." });
  const signer = await findKey(deps, signing.keyId);
  if (!signer.ok) return signer;
  const signature = await signStatement(deps, signing, bundle.statement, crypto);
  if (!signature.ok) return signature;
  // Who made a bundle vouches for it as it is; who got it, and who was shown a report, signs what there was to see, too.
  const isApproval = report !== undefined || (await deps.store.bundles()).some((one) => one.origin === "received" && one.statementSha256 === key.statementSha256);
  const approval = isApproval && "passphrase" in signing ? await approve(deps, opened, signing, report, crypto) : ok(undefined);
  if (!approval.ok) return approval;
  const signed = asResult(addSignature(bundle, signature.value, spkiOf(signer.value), crypto, approval.value));
  if (!signed.ok) return signed;
  return put(deps, key, file, signed.value, crypto, {
    action: report ? "bundle.approve" : "bundle.sign",
    details: { key: signing.keyId, ...(report ? { report: report.sha256, newlyBlocked: report.newlyBlocked } : {}) },
  });
}

async function approve(deps: SigningDeps, opened: OpenedBundle, signing: Signing, report: ApprovalReport | undefined, crypto: BundleCrypto): ReturnType<typeof signStatement> {
  const { terms, statement } = opened.bundle;
  const earlier = await earlierOf(deps, terms, crypto);
  if (!earlier.ok) return earlier;
  const approval = asResult(
    writeApproval(
      statement,
      {
        approvedAt: signedTime(deps.now()),
        bundleId: terms.bundleId,
        version: terms.version,
        ...(earlier.value ? { against: { version: earlier.value.version, sha256: earlier.value.sha256 } } : {}),
        changes: contentChanges(earlier.value?.contents, opened.contents),
        ...(report ? { report } : {}),
        schema: 1,
      },
      crypto,
    ),
  );
  return approval.ok ? signStatement(deps, signing, approval.value, crypto) : approval;
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
