import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScanSummary, SnapshotSummary } from "../../shared/ipc/types.ts";
import { AppFailure } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { emptyPolicy } from "../../shared/model/policy.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { NewDraft, ScanBasis, SnapshotFacts } from "../../main/ports.ts";
import type { DraftWriter } from "../../shared/ipc/objects.ts";

/** The value of a result; a failure ends the test with its message. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

/** An empty folder of its own, and the function that removes it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "sallyport-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const NOW = "2026-03-01T10:00:00Z";

/** A policy with one rule; `description` tells versions apart. */
export function samplePolicy(name: string, description = ""): Policy {
  return {
    ...emptyPolicy(name, "kubernetes", description),
    cluster: { rules: [{ type: "privileged", enabled: true, action: "block", mitigation: "log", properties: {} }], exceptions: [] },
  };
}

/** A draft as a window writes it. */
export function draftOf(policy: Policy, baseVersion: number, stamp = "stamp", { window, after }: DraftWriter = { window: "w1", after: null }): NewDraft {
  return { name: policy.name, baseVersion, policy, updated: NOW, author: "ada", stamp, window, after };
}

export const NO_VERDICTS: ScanSummary["verdicts"] = { block: 0, log: 0, unknown: 0, allow: 0, excluded: 0 };

export const EMPTY_COVERAGE: SnapshotSummary["coverage"] = { examined: 0, skipped: [], unreadable: [], notListed: [], unknownOwners: [] };

export const SAMPLE_FACTS: SnapshotFacts = { objects: 3, pods: 2, namespaces: 1, coverage: EMPTY_COVERAGE, digest: "ab".repeat(32) };

export function sampleScan(id: string, snapshotId: string, state: ScanSummary["state"] = "done"): ScanSummary {
  return {
    id, snapshotId, snapshotName: "A cluster", policy: "P", policyVersion: 1, options: { phase: "deployment" }, started: NOW,
    ...(state === "running" ? {} : { finished: NOW }),
    state, verdicts: { ...NO_VERDICTS, block: 1 }, workloads: 1, wouldNotComeBack: 0, coverage: EMPTY_COVERAGE,
  };
}

export const SAMPLE_BASIS: ScanBasis = { policy: samplePolicy("P"), settings: { excludedNamespaces: ["kube-system"], trustedDigests: [], now: NOW } };
