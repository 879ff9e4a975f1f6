import { approvableChanges, equalBytes, hex, readApproval, signedTime, writeApproval } from "../../shared/bundle/index.ts";
import type { ApprovalReport, BundleCrypto } from "../../shared/bundle/index.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { BundleKey } from "../signingStore.ts";
import { contentChanges, earlierOf } from "./bundlesChanges.ts";
import type { OpenedBundle } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import { payloadOf } from "./keysDetached.ts";
import { asResult } from "./trustState.ts";

/** What an approver signs besides the bundle's statement: what there was to see here. */

type ApprovalDeps = Pick<Deps, "store" | "now">;

/** Who made a bundle vouches for it as it is; who got it, and who was shown a report, signs what there was to see, too. */
export async function isApproval({ store }: Pick<Deps, "store">, { statementSha256 }: BundleKey, report: ApprovalReport | undefined): Promise<boolean> {
  return report !== undefined || (await store.bundles()).some((one) => one.origin === "received" && one.statementSha256 === statementSha256);
}

/** What is approved now: the bundle's changes as this place sees them, and the report that was shown. */
export function approvalNow(deps: ApprovalDeps, opened: OpenedBundle, report: ApprovalReport | undefined, crypto: BundleCrypto): Promise<Result<Uint8Array>> {
  return approvalAt(deps, opened, signedTime(deps.now()), report, crypto);
}

/**
 * The approval that was written to be signed elsewhere. It must be what this place would write still: its file was out of
 * our hands, and a signature over anything else would be appended unseen.
 *
 * @param toSign the file that was written
 * @param report the one that is shown, where one is: the same must have been shown then
 */
export async function approvalHandedOver(deps: ApprovalDeps, opened: OpenedBundle, toSign: string, report: ApprovalReport | undefined, crypto: BundleCrypto): Promise<Result<Uint8Array>> {
  const payload = await payloadOf(true, toSign, undefined, () => Promise.resolve(ok(new Uint8Array())));
  if (!payload.ok) return payload;
  const written = readApproval(payload.value);
  if (!written) return fail("invalid-input", `${toSign} is no approval that was written to be signed.`, { file: toSign, remedy: "Choose the file whose name ends in .approval, unchanged." });
  if (written.about !== hex(crypto.sha256(opened.bundle.statement))) return fail("invalid-input", `${toSign} is the approval of another bundle.`, { file: toSign, remedy: "Choose the file that was written for this bundle." });
  if (report && report.sha256 !== written.approval.report?.sha256) {
    return fail("conflict", `${toSign} approves another impact report than the one that is shown.`, { file: toSign, remedy: "Choose the cluster data that you looked at then, or write it again and have it signed." });
  }
  const now = await approvalAt(deps, opened, written.approval.approvedAt, written.approval.report, crypto);
  if (!now.ok || equalBytes(now.value, payload.value)) return now;
  return fail("conflict", `What ${toSign} approves is not what the bundle changes here now.`, { file: toSign, remedy: "Look at the changes again, write it again and have it signed." });
}

async function approvalAt(deps: ApprovalDeps, opened: OpenedBundle, approvedAt: string, report: ApprovalReport | undefined, crypto: BundleCrypto): Promise<Result<Uint8Array>> {
  const { terms, statement } = opened.bundle;
  const earlier = await earlierOf(deps, terms, crypto);
  if (!earlier.ok) return earlier;
  const approval = {
    approvedAt,
    bundleId: terms.bundleId,
    version: terms.version,
    ...(earlier.value ? { against: { version: earlier.value.version, sha256: earlier.value.sha256 } } : {}),
    changes: approvableChanges(contentChanges(earlier.value?.contents, opened.contents), crypto),
    ...(report ? { report } : {}),
    schema: 1 as const,
  };
  return asResult(writeApproval(statement, approval, crypto));
}
