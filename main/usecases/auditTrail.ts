import { CHECKPOINT_TYPE, checkpointBytes, readCheckpoint, signedTime, writeCheckpoint } from "../../shared/bundle/index.ts";
import type { TrailVerification } from "../../shared/ipc/signing.ts";
import { ok } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { trailOfFile, trailOfStore, verifyTrail } from "./auditTrailVerify.ts";
import { createTrailState } from "./auditTrailState.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { handOver, payloadOf } from "./keysDetached.ts";
import { activeKey, signEnvelope } from "./keysUnlock.ts";
import { asResult, provenCrypto } from "./trustState.ts";

const LINE_END = Uint8Array.of(0x0a);

export function auditTrailUseCases(deps: Deps): UseCasesOf<"trail"> {
  const { store, changed, now } = deps;
  const stateOf = createTrailState(deps);
  return {
    "trail.state": async () => ok(await stateOf(await provenCrypto())),
    "trail.list": async (query) => ok(await store.trailPage(query)),
    "trail.verify": async ({ path, against }) => {
      const crypto = await provenCrypto();
      const records = path === undefined ? ok(trailOfStore(store)) : await trailOfFile(path);
      const verified = records.ok ? await verifyTrail(deps, records.value, against, crypto) : records;
      if (verified.ok) await recordCheck(verified.value, path, against);
      return verified;
    },
    "trail.export": async ({ path, overwrite }) => {
      const parts: Uint8Array[] = [];
      for await (const record of trailOfStore(store)) parts.push(record, LINE_END);
      const written = await writeFileAtomically(path, Buffer.concat(parts), { overwrite });
      if (!written.ok) return written;
      await store.recordEvent({ action: "trail.export", subject: path, outcome: "done", details: { records: parts.length / 2 } });
      changed("trail");
      return ok({ path, records: parts.length / 2 });
    },
    "trail.checkpoint": async ({ signing, toSign, path, overwrite }) => {
      const crypto = await provenCrypto();
      const payload = await payloadOf("signature" in signing, toSign, CHECKPOINT_TYPE, async () => ok(checkpointBytes(await store.trailHead(), signedTime(now())).payload));
      if (!payload.ok) return payload;
      const signature = await signEnvelope(deps, signing, payload.value, CHECKPOINT_TYPE, crypto);
      if (!signature.ok) return signature;
      const envelope = writeCheckpoint(payload.value, signature.value.key, signature.value.signature);
      const checkpoint = asResult(readCheckpoint(envelope));
      if (!checkpoint.ok) return checkpoint;
      const { at: _, ...head } = checkpoint.value.checkpoint;
      const added = await store.addCheckpoint({ head, envelope: Buffer.from(envelope).toString("utf8"), key: signing.keyId });
      if (!added.ok) return added;
      changed("trail");
      const written = path === undefined ? ok(null) : await writeFileAtomically(path, envelope, { overwrite: overwrite ?? false });
      return written.ok ? ok(head) : written;
    },
    "trail.toSign": async ({ keyId, path, overwrite }) => {
      const key = await activeKey(deps, keyId);
      if (!key.ok) return key;
      return handOver([{ path, purpose: "trail", bytes: checkpointBytes(await store.trailHead(), signedTime(now())).toSign }], overwrite);
    },
  };

  async function recordCheck({ accepted, records, problem, compared }: TrailVerification, path: string | undefined, against: readonly string[]): Promise<void> {
    const reason = problem?.message ?? compared.find(({ state }) => state !== "part")?.message;
    await store.recordEvent({
      action: "trail.verify",
      subject: path ?? "",
      outcome: accepted ? "done" : "refused",
      details: { records, against: [...against], ...(reason === undefined ? {} : { reason }) },
    });
    changed("trail");
  }
}
