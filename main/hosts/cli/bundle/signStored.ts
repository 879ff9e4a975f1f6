import { resolve } from "node:path";
import type { ApprovalReport, BundleDetail, BundleImpact, BundleRef, DetachedRequest, FileSignature } from "../../../../shared/ipc/signing.ts";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { withApplication, type CliApplication } from "../application.ts";
import { warn } from "../context.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { printToSign, readSignature, storeArgs } from "../key/detached.ts";
import { signingWith, storedKey } from "../key/stored.ts";
import { print } from "../print.ts";
import { findSnapshot } from "../snapshot/stored.ts";
import { count, visible } from "../terminal.ts";
import type { SignFlags } from "./sign.ts";

/** Signing with a key of the store: what the signer could see goes with the signature, and the store keeps the bundle. */

/** What was written for a key elsewhere, or the signed bundle. */
type Handed = { request: DetachedRequest };
type Made = { key: string; made: BundleDetail };

export async function signStored(file: string, name: string, flags: SignFlags): Promise<ExitCode> {
  const { toSign, store, format, output } = flags;
  const target = resolve(output ?? file);
  const done = await withApplication(store, async (app): Promise<Handed | Made> => {
    const bundle = await keep(app, file);
    const ref = refOf(bundle);
    const report = await look(app, bundle, flags);
    if (toSign !== undefined) return { request: await app.call("bundles.toSign", { ...ref, keyId: (await storedKey(app, name)).id, path: resolve(toSign), overwrite: false, ...report }) };
    const [first, second] = flags.signature ?? [];
    const signing = await signingWith(app, name, flags, first);
    const made = await app.call("bundles.sign", { ...ref, signing, ...report, ...(await approvalOf(flags.signed, second)) });
    await app.call("bundles.save", { ...ref, path: target, overwrite: output === undefined });
    return { key: signing.keyId, made };
  });
  if ("request" in done) {
    const approval = done.request.files.find(({ purpose }) => purpose === "approval")?.path;
    await printToSign({ format }, done.request, ["sign", file, "--stored-key", name, ...storeArgs(store), ...(flags.snapshot === undefined ? [] : ["--snapshot", flags.snapshot])], approval);
    return EXIT.fine;
  }
  await tell(target, done.key, done.made, format);
  return EXIT.fine;
}

/** A file signed as a report; undefined where it was only written what a key elsewhere has to sign. */
export function signStoredReport(file: string, name: string, flags: SignFlags): Promise<FileSignature | undefined> {
  const { toSign, signed, store, format } = flags;
  const path = resolve(file);
  return withApplication(store, async (app) => {
    if (toSign !== undefined) {
      const request = await app.call("reports.toSign", { path, keyId: (await storedKey(app, name)).id, output: resolve(toSign), overwrite: false });
      await printToSign({ format }, request, ["sign", file, "--stored-key", name, ...storeArgs(store)], resolve(toSign));
      return undefined;
    }
    const signing = await signingWith(app, name, flags, flags.signature?.[0]);
    return app.call("reports.sign", { path, signing, output: resolve(flags.output ?? `${file}.sigstore.json`), overwrite: false, ...(signed === undefined ? {} : { toSign: resolve(signed) }) });
  });
}

/** Takes the bundle into the store, as it may be signed there. */
async function keep(app: CliApplication, file: string): Promise<BundleDetail> {
  const seen = await app.call("bundles.inspect", { path: resolve(file) });
  if (seen.open || seen.accepted) return app.call("bundles.keep", { id: seen.id });
  const refusal = seen.steps.find(({ outcome }) => outcome === "failed")?.refusal;
  return stop(`${file} is refused: ${refusal?.message ?? ""}`, { file, ...(refusal ? { remedy: refusal.remedy } : {}) });
}

function refOf({ bundleId, version, statementSha256 }: BundleRef): BundleRef {
  return { bundleId, version, statementSha256 };
}

/** Shows an approver what is signed along, before anything is asked: the changes, and what they would do to own cluster data. */
async function look(app: CliApplication, bundle: BundleDetail, { snapshot, impactReport }: SignFlags): Promise<{ report?: ApprovalReport }> {
  const { name, version, changes, against } = bundle;
  const newest = (await app.call("bundles.list")).filter((one) => one.bundleId === bundle.bundleId && one.version > version).toSorted((a, b) => b.version - a.version)[0];
  if (newest) warn(`warning: version ${newest.version} of ${visible(name)} is here already: who has accepted that one refuses version ${version}.`);
  if (bundle.origin === "received") {
    warn(`${visible(name)} v${version}, ${against ? `against version ${against.version}: ${count(changes.length, "change")}` : "nothing to compare with here"}.`);
    for (const change of changes) warn(`  change: ${visible(change)}`);
  }
  if (snapshot === undefined) return {};
  const impact = await app.call("bundles.impact", { bundle: refOf(bundle), snapshotId: (await findSnapshot(app, snapshot)).id });
  for (const line of impactLines(impact)) warn(line);
  if (impactReport !== undefined) need(await writeFileAtomically(resolve(impactReport), impact.text, { overwrite: false }));
  return { report: impact.report };
}

function impactLines({ policies, report }: BundleImpact): string[] {
  return [
    ...policies.map(({ name, verdicts, added, isNew }) => `  impact: ${visible(name)} would block ${verdicts.block}, log ${verdicts.log}${isNew ? "; it is new here" : `; ${added.block} newly blocked`}`),
    `Impact report ${report.sha256}: ${report.newlyBlocked} newly blocked.`,
  ];
}

async function approvalOf(signed: string | undefined, signature: string | undefined): Promise<{ approval?: { toSign: string; signature: string } }> {
  if (signed === undefined && signature === undefined) return {};
  if (signed === undefined || signature === undefined) stop("An approval that was signed elsewhere is brought back with its file and both signatures.", { remedy: "Give --signature twice, and --signed with the .approval file that --to-sign wrote." });
  return { approval: { toSign: resolve(signed), signature: await readSignature(signature) } };
}

async function tell(target: string, key: string, { terms, signers, missing, complete, files, approvals }: BundleDetail, format: SignFlags["format"]): Promise<void> {
  const approval = approvals.find((one) => one.key === key);
  await print({ format }, "sallyport/signature/v1", { file: target, key, signatures: signers.length, missing, complete, ...(approval ? { approval } : {}), bundle: terms }, () =>
    [
      `Signed ${visible(target)} with the key ${key}.`,
      ...(approval ? [`Approved: ${approval.changes.length === 0 ? "its contents" : count(approval.changes.length, "change")}${approval.report ? `, and the impact report ${approval.report.sha256}` : ""}.`] : []),
      `Version ${terms.version} of bundle ${terms.bundleId}, ${count(files.length, "file")}, until ${terms.expires}; it has ${count(signers.length, "signature")} now.`,
      complete ? "Enough have signed." : `Not signed yet: ${visible(missing.join(", "))}.`,
      "",
    ].join("\n"),
  );
}
