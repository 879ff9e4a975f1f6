import { canonicalJson, hex, type ApprovalReport, type BundleCrypto } from "../../shared/bundle/index.ts";
import type { BundleImpact } from "../../shared/ipc/signing.ts";
import type { Impact, VerdictCounts } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { keyOf, type OpenedBundle } from "./bundlesView.ts";
import type { Deps } from "./deps.ts";
import { judgeSettings, type Loaded } from "./loaded.ts";

const NO_VERDICTS: VerdictCounts = { block: 0, log: 0, unknown: 0, allow: 0, excluded: 0 };

type PolicyImpact = BundleImpact["policies"][number];

/** What a bundle's policies would do to a snapshot, against the policies of these names that are stored here. */
export async function bundleImpact(deps: Pick<Deps, "store" | "audit" | "now">, loaded: Loaded, opened: OpenedBundle, snapshotId: string, crypto: BundleCrypto): Promise<Result<BundleImpact>> {
  const { store, audit } = deps;
  const snapshot = (await store.snapshots()).find(({ id }) => id === snapshotId);
  if (!snapshot) return fail("not-found", "That snapshot is no longer there.", { remedy: "Choose another one." });
  const settings = await judgeSettings(deps);
  const policies: PolicyImpact[] = [];
  for (const { policy } of opened.contents.policies) {
    if (policy.platform !== "kubernetes") continue;
    const present = await store.policy({ name: policy.name });
    const base = present.ok ? { base: { policy: present.value.policy, version: present.value.version } } : {};
    const judged = await loaded.askSnapshot(snapshotId, () => audit.impact({ snapshotId, policy, ...base, options: { phase: "deployment" }, settings, limit: 0 }));
    if (!judged.ok) return judged;
    policies.push(impactOf(policy.name, judged.value));
  }
  const { bundleId, version, statementSha256 } = keyOf(opened, crypto);
  const bytes = canonicalJson(
    JSON.parse(JSON.stringify({ schema: "sallyport/impact-report/v1", bundle: { bundleId, version, statementSha256 }, source: snapshot.digest, phase: "deployment", policies })),
  );
  if (!bytes) throw new Error("An impact report has no canonical form.");
  return ok({ snapshotId, policies, report: reportOf(policies, snapshot.digest, hex(crypto.sha256(bytes))), text: new TextDecoder().decode(bytes) });
}

function impactOf(name: string, { verdicts, change }: Impact): PolicyImpact {
  return { name, verdicts, added: change?.added ?? NO_VERDICTS, removed: change?.removed ?? NO_VERDICTS, isNew: change === undefined };
}

/** The sums that stand in an approval. */
function reportOf(policies: readonly PolicyImpact[], source: string, sha256: string): ApprovalReport {
  const sum = (of: (policy: PolicyImpact) => number): number => policies.reduce((total, policy) => total + of(policy), 0);
  return {
    sha256,
    source,
    block: sum(({ verdicts }) => verdicts.block),
    log: sum(({ verdicts }) => verdicts.log),
    unknown: sum(({ verdicts }) => verdicts.unknown),
    newlyBlocked: sum(({ added, verdicts, isNew }) => (isNew ? verdicts.block : added.block)),
  };
}
