import { CHECKPOINT_TYPE, checkpointBytes, signedTime, writeCheckpoint } from "../../shared/bundle/index.ts";
import type { TrailHead, TrailVerification } from "../../shared/ipc/signing.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { trailOfFile, trailOfStore, verifyTrail } from "./auditTrailVerify.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { signEnvelope } from "./keysUnlock.ts";
import { provenCrypto } from "./trustState.ts";

const LINE_END = Uint8Array.of(0x0a);

export function auditTrailUseCases(deps: Deps): UseCasesOf<"trail"> {
  const { store, changed, now } = deps;
  return {
    "trail.list": async (query) => ok(await store.trailPage(query)),
    "trail.verify": async ({ path, against }) => {
      const crypto = await provenCrypto();
      const records = path === undefined ? ok(trailOfStore(store)) : await trailOfFile(path);
      const verified = records.ok ? await verifyTrail(deps, records.value, against, crypto) : records;
      // Looking at one's own chain is no act: the window does so whenever it shows it.
      if (verified.ok && (path !== undefined || against.length > 0)) await recordCheck(verified.value, path, against);
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
    "trail.checkpoint": async ({ signing, path, overwrite }) => {
      const head = await store.trailHead();
      const envelope = await sign(deps, signing, head);
      if (!envelope.ok) return envelope;
      const added = await store.addCheckpoint({ head, envelope: Buffer.from(envelope.value).toString("utf8"), key: signing.keyId });
      if (!added.ok) return added;
      changed("trail");
      const written = path === undefined ? ok(null) : await writeFileAtomically(path, envelope.value, { overwrite: overwrite ?? false });
      return written.ok ? ok(head) : written;
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

  async function sign(signer: Deps, signing: Parameters<typeof signEnvelope>[1], head: TrailHead): Promise<Result<Uint8Array>> {
    const { payload } = checkpointBytes(head, signedTime(now()));
    const signature = await signEnvelope(signer, signing, payload, CHECKPOINT_TYPE, await provenCrypto());
    return signature.ok ? ok(writeCheckpoint(payload, signature.value.key, signature.value.signature)) : signature;
  }
}
