import { trustFor } from "../../shared/bundle/index.ts";
import type { BundleDetail, BundleRef, BundleRequest } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { contentChanges, earlierOf } from "./bundlesChanges.ts";
import { exportBundle, type Made } from "./bundlesExport.ts";
import { bundleImpact } from "./bundlesImpact.ts";
import { acceptFile, inspectFile, verifyHere, type Inspected } from "./bundlesImport.ts";
import { reportToSign, signReport, verifyReport } from "./bundlesReports.ts";
import { bundleToSign, keepFile, openStored, signBundle, type StoredFile } from "./bundlesSigning.ts";
import { approvalsOf, bundleTrust, openFile, summaryOf } from "./bundlesView.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import type { Loaded } from "./loaded.ts";
import { recordRefusal } from "./trust.ts";
import { inForce, needTrust, provenCrypto, revokedHere } from "./trustState.ts";

/** Inspections that can still be acted on; older ones are forgotten. */
const KEPT = 4;

export function bundleUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"bundles"> & UseCasesOf<"reports"> {
  const { store, changed } = deps;
  const inspected = new Map<string, Inspected>();
  const lookUp = (id: string): Result<Inspected> => {
    const found = inspected.get(id);
    return found ? ok(found) : fail("not-found", "What was read of this file is no longer kept.", { remedy: "Open the file again." });
  };
  /** The bundle after a change, as the window shows it. */
  const shown = async (done: Result<BundleRef>): Promise<Result<BundleDetail>> => {
    if (done.ok) changed("bundles", "trail");
    return done.ok ? detailOf(deps, done.value) : done;
  };

  const made = async (done: Result<Made>): Promise<Result<BundleDetail>> => {
    if (done.ok) changed("bundles", "trail");
    return done.ok ? detailOf(deps, done.value.key, done.value) : done;
  };

  return {
    "bundles.list": async () => {
      const crypto = await provenCrypto();
      const trust = await bundleTrust(deps, crypto);
      return ok((await store.bundles()).map((stored) => summaryOf(stored, trust, deps.now(), crypto)));
    },
    "bundles.get": (ref) => detailOf(deps, ref),
    "bundles.create": async (request) => made(await exportBundle(deps, loaded, request, await provenCrypto())),
    "bundles.reissue": async ({ days, ...ref }) => made(await reissue(deps, loaded, ref, days)),
    "bundles.save": async ({ path, overwrite, ...ref }) => {
      const file = await store.bundleFile(ref);
      if (!file.ok) return file;
      const written = await writeFileAtomically(path, file.value, { overwrite });
      if (!written.ok) return written;
      await store.recordEvent({ action: "bundle.save", subject: path, outcome: "done", details: { ...ref } });
      changed("trail");
      return ok({ path });
    },
    "bundles.sign": async ({ signing, report, approval, ...bundle }) => {
      const signed = await signBundle(deps, { bundle, signing, ...(report ? { report } : {}), ...(approval ? { approval } : {}) }, await provenCrypto());
      if (!signed.ok) await recordRefusal(deps, report || approval ? "bundle.approve" : "bundle.sign", signed.error);
      return shown(signed.ok ? ok(bundle) : signed);
    },
    "bundles.toSign": async (request) => bundleToSign(deps, request, await provenCrypto()),
    "bundles.inspect": async ({ path }) => {
      const seen = await inspectFile(deps, path, await provenCrypto());
      if (!seen.ok) return seen;
      const { inspection } = seen.value;
      inspected.set(inspection.id, seen.value);
      for (const oldest of [...inspected.keys()].slice(0, -KEPT)) inspected.delete(oldest);
      await recordCheck(deps, inspection);
      return ok(inspection);
    },
    "bundles.keep": async ({ id }) => {
      const found = lookUp(id);
      if (!found.ok) return found;
      if (!found.value.inspection.open && !found.value.inspection.accepted) return fail("conflict", "A bundle that is refused is not kept.", { remedy: "Read why it was refused." });
      const kept = await keepFile(deps, found.value.file, await provenCrypto());
      if (!kept.ok) await recordRefusal(deps, "bundle.receive", kept.error);
      return shown(kept);
    },
    "bundles.impact": async ({ id, bundle, snapshotId }) => {
      const crypto = await provenCrypto();
      if (bundle) {
        const stored = await openStored(deps, bundle, crypto);
        return stored.ok ? bundleImpact(deps, loaded, stored.value.opened, snapshotId, crypto) : stored;
      }
      const found = lookUp(id ?? "");
      const opened = found.ok ? openFile(found.value.file, crypto, found.value.path) : found;
      return opened.ok ? bundleImpact(deps, loaded, opened.value, snapshotId, crypto) : opened;
    },
    "bundles.accept": async ({ id, keys }) => {
      const found = lookUp(id);
      if (!found.ok) return found;
      const taken = await acceptFile(deps, found.value, keys, await provenCrypto());
      if (!taken.ok) {
        await recordRefusal(deps, "bundle.import", taken.error);
        return taken;
      }
      inspected.delete(id);
      changed("bundles", "policies", "rulesets", "attestors", "drafts", "trail");
      return taken;
    },
    "reports.sign": async (request) => {
      const signed = await signReport(deps, request, await provenCrypto());
      if (signed.ok) changed("trail");
      return signed;
    },
    "reports.toSign": async (request) => reportToSign(deps, request, await provenCrypto()),
    "reports.verify": async ({ path, signatures = [`${path}.sigstore.json`] }) => {
      const crypto = await provenCrypto();
      const list = await needTrust(deps, crypto);
      if (!list.ok) return list;
      const force = inForce(list.value, deps.now());
      if (!force.ok) return force;
      const verified = await verifyReport(path, signatures, trustFor(list.value, "report", await revokedHere(deps)), crypto);
      if (!verified.ok) return verified;
      const { accepted, sha256, reason } = verified.value;
      await store.recordEvent({ action: "report.verify", subject: path, outcome: accepted ? "done" : "refused", details: { sha256, reason } });
      changed("trail");
      return verified;
    },
  };
}

/** Each check is told in the trail, also one that refused: which file, and why. */
async function recordCheck({ store, changed }: Pick<Deps, "store" | "changed">, { file, sha256, accepted, steps, name, terms }: Inspected["inspection"]): Promise<void> {
  const reason = steps.find(({ outcome }) => outcome === "failed")?.reason ?? "";
  await store.recordEvent({
    action: "bundle.verify",
    subject: name ?? file,
    outcome: accepted ? "done" : "refused",
    details: { file, sha256, ...(terms ? { bundleId: terms.bundleId, version: terms.version } : {}), ...(reason === "" ? {} : { reason }) },
  });
  changed("trail");
}

/** @param open the bundle's file, where it is at hand */
async function detailOf(deps: Deps, ref: BundleRef, open?: StoredFile): Promise<Result<BundleDetail>> {
  const crypto = await provenCrypto();
  const stored = open ? ok(open) : await openStored(deps, ref, crypto);
  if (!stored.ok) return stored;
  const row = (await deps.store.bundles()).find((one) => one.bundleId === ref.bundleId && one.version === ref.version && one.statementSha256 === ref.statementSha256);
  if (!row) return fail("not-found", "That bundle is not here.");
  const trust = await bundleTrust(deps, crypto);
  const { opened, file } = stored.value;
  const { steps } = await verifyHere(deps, file, trust, crypto);
  const earlier = await earlierOf(deps, ref, crypto);
  if (!earlier.ok) return earlier;
  const summary = summaryOf(row, trust, deps.now(), crypto);
  return ok({
    ...summary,
    steps,
    files: opened.bundle.files.map(({ name, mediaType, data }) => ({ name, mediaType, size: data.length })),
    changes: contentChanges(earlier.value?.contents, opened.contents),
    ...(earlier.value ? { against: { version: earlier.value.version, sha256: earlier.value.sha256 } } : {}),
    approvals: approvalsOf(opened.bundle.approved, summary.signers),
    ...(opened.contents.scan ? { scan: opened.contents.scan } : {}),
    page: opened.contents.page,
  });
}

/** The same policies, as they are now, under the next number: for a bundle that is about to expire. */
async function reissue(deps: Deps, loaded: Loaded, ref: BundleRef, days: number | undefined): Promise<Result<Made>> {
  const crypto = await provenCrypto();
  const stored = await openStored(deps, ref, crypto);
  if (!stored.ok) return stored;
  const { bundle, contents } = stored.value.opened;
  const series = (await deps.store.series()).find(({ bundleId }) => bundleId === ref.bundleId);
  if (!series || series.lastVersion === 0) {
    return fail("not-supported", `The bundle "${contents.name}" was not made here: only its own desk can give it the next number.`, { remedy: "Ask that desk to issue it again, or export a bundle of your own." });
  }
  const request: BundleRequest = {
    name: series.name,
    policies: contents.policies.map(({ policy, version }) => ({ name: policy.name, version })),
    audience: bundle.terms.audience,
    ...(days === undefined ? {} : { days }),
  };
  return exportBundle(deps, loaded, request, crypto);
}
