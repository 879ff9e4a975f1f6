import { exceptionIdentity, exceptionsOf } from "../../shared/audit/index.ts";
import type { ExceptionUse, ScanSummary } from "../../shared/ipc/types.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { Audit, Store } from "../ports.ts";

interface MemoryDeps {
  store: Pick<Store, "snapshots" | "exceptionMemory" | "rememberExceptions">;
  audit: Pick<Audit, "exceptions">;
}

/** Remembers when an exception of a saved policy last excused something, and adds what is remembered to what it does now. */
export interface ExceptionMemories {
  /** After a finished scan. A policy that was deleted meanwhile is not remembered. */
  rememberScan(scan: Pick<ScanSummary, "id" | "snapshotId">, policy: Policy): Promise<void>;
  /** `policy` must be as it is saved. When nothing is new since it was asked last, nothing is written. */
  remember(policy: Policy, version: number, snapshotId: string, uses: readonly ExceptionUse[]): Promise<void>;
  recall(policy: Policy, uses: ExceptionUse[]): Promise<ExceptionUse[]>;
}

export function createExceptionMemory({ store, audit }: MemoryDeps): ExceptionMemories {
  /** What was noted last, by policy: looking at a policy judges it again and again. */
  const noted = new Map<string, string>();

  const note = async (policy: Policy, snapshotId: string, uses: readonly ExceptionUse[]): Promise<void> => {
    const identities = identitiesOf(policy);
    const seen = uses.flatMap(({ key, state }) => {
      const identity = identities.get(key);
      // One that is off or expired does not act: that it excuses nothing says nothing of whether it is needed.
      return identity !== undefined && (state === "used" || state === "unused") ? [{ identity, used: state === "used" }] : [];
    });
    const data = seen.length === 0 ? undefined : (await store.snapshots()).find(({ id }) => id === snapshotId);
    if (data) await store.rememberExceptions({ policy: policy.name, taken: data.taken, data: data.name, uses: seen });
  };

  return {
    async rememberScan({ id, snapshotId }, policy) {
      if (exceptionsOf(policy).length === 0) return;
      const uses = await audit.exceptions({ scanId: id });
      if (uses.ok) await note(policy, snapshotId, uses.value);
    },
    async remember(policy, version, snapshotId, uses) {
      const what = `${version} ${snapshotId} ${uses.map(({ key, state }) => `${key} ${state}`).join(", ")}`;
      if (noted.get(policy.name) === what) return;
      noted.set(policy.name, what);
      await note(policy, snapshotId, uses);
    },
    async recall(policy, uses) {
      if (uses.length === 0) return uses;
      const identities = identitiesOf(policy);
      const known = new Map((await store.exceptionMemory({ policy: policy.name })).map(({ identity, ...memory }) => [identity, memory]));
      return uses.map((use) => {
        const memory = known.get(identities.get(use.key) ?? "");
        return memory ? { ...use, memory } : use;
      });
    },
  };
}

/** The identity of each exception by its key in the results of judging. */
function identitiesOf(policy: Policy): Map<string, string> {
  return new Map(exceptionsOf(policy).map(({ definition, index, exception }) => [`${definition}/${index}`, exceptionIdentity(definition, exception)]));
}
