import { parseFingerprint, readTrustList, TRUST_TYPE, trustListBytes, trustListToSign, writeTrustList } from "../../shared/bundle/index.ts";
import type { BundleCrypto, EnvelopeSignature, SignedTrustList } from "../../shared/bundle/index.ts";
import type { TrustState } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { handOver } from "./keysDetached.ts";
import { activeKey, signEnvelope } from "./keysUnlock.ts";
import { acceptLists } from "./trustAccept.ts";
import { candidateOf, readTrustPaths } from "./trustFiles.ts";
import { asResult, needTrust, progressOf, provenCrypto, trustedList, viewOf } from "./trustState.ts";

export function trustUseCases(deps: Deps): UseCasesOf<"trust"> {
  const { store, changed, now } = deps;
  /** The state after a change; who refused what is recorded. */
  const settled = async (done: Result<unknown>, action = ""): Promise<Result<TrustState>> => {
    if (done.ok) changed("trust", "keys", "bundles");
    else if (action !== "") await recordRefusal(deps, action, done.error);
    return done.ok ? ok(await stateOf(deps)) : done;
  };

  return {
    "trust.get": async () => ok(await stateOf(deps)),
    "trust.inspect": async ({ paths }) => {
      const crypto = await provenCrypto();
      const lists = await readTrustPaths(paths, crypto);
      return lists.ok ? ok(candidateOf(lists.value, await trustedList(deps, crypto), now(), crypto)) : lists;
    },
    "trust.pin": async ({ path, fingerprint }) => settled(await pin(deps, path, fingerprint), "trust.pin"),
    "trust.update": async ({ paths }) => {
      const crypto = await provenCrypto();
      const [lists, current] = [await readTrustPaths(paths, crypto), await needTrust(deps, crypto)];
      if (!lists.ok) return lists;
      if (!current.ok) return current;
      return settled(await acceptLists(deps, lists.value, current.value, crypto), "trust.update");
    },
    "trust.propose": async ({ content }) => {
      const crypto = await provenCrypto();
      const current = await trustedList(deps, crypto);
      const payload = asResult(trustListBytes({ ...content, version: (current?.list.version ?? 0) + 1 }, crypto));
      return payload.ok ? settled(await propose(deps, payload.value, [], crypto)) : payload;
    },
    "trust.sign": async (signing) => {
      const crypto = await provenCrypto();
      const open = await proposal(deps, crypto);
      if (!open.ok) return open;
      const signed = await signEnvelope(deps, signing, open.value.envelope.payload, TRUST_TYPE, crypto);
      return signed.ok ? settled(await propose(deps, open.value.envelope.payload, merged(open.value.envelope.signatures, [signed.value]), crypto)) : signed;
    },
    "trust.toSign": async ({ keyId, path, overwrite }) => {
      const [open, key] = [await proposal(deps, await provenCrypto()), await activeKey(deps, keyId)];
      if (!open.ok) return open;
      if (!key.ok) return key;
      return handOver([{ path, purpose: "trust", bytes: trustListToSign(open.value.envelope.payload) }], overwrite);
    },
    "trust.addSignatures": async ({ path }) => {
      const crypto = await provenCrypto();
      const read = await readTrustPaths([path], crypto);
      const [given] = read.ok ? read.value.slice(-1) : [];
      if (!read.ok || !given) return read.ok ? fail("not-found", "There is no trust list in it.") : read;
      const open = await proposal(deps, crypto);
      if (open.ok && open.value.fingerprint !== given.fingerprint) {
        return fail("conflict", "The file holds another trust list than the proposal that is being signed here.", { file: path, remedy: "Discard the proposal first, or ask for signatures to it." });
      }
      const signatures = merged(open.ok ? open.value.envelope.signatures : [], given.envelope.signatures);
      return settled(await propose(deps, given.envelope.payload, signatures, crypto));
    },
    "trust.adopt": async () => {
      const crypto = await provenCrypto();
      const open = await proposal(deps, crypto);
      return open.ok ? settled(await acceptLists(deps, [open.value], await trustedList(deps, crypto), crypto), "trust.update") : open;
    },
    "trust.discard": async () => settled(ok(await store.putTrustProposal({ document: null, version: 0, signers: [] }))),
    "trust.export": async ({ which, path, overwrite }) => {
      const crypto = await provenCrypto();
      const chosen = which === "proposal" ? await proposal(deps, crypto) : await needTrust(deps, crypto);
      if (!chosen.ok) return chosen;
      const written = await writeFileAtomically(path, writeTrustList(chosen.value.envelope), { overwrite });
      if (!written.ok) return written;
      await store.recordEvent({ action: "trust.export", subject: `version ${chosen.value.list.version}`, outcome: "done", details: { file: path, which } });
      changed("trail");
      return ok({ path });
    },
  };
}

export async function recordRefusal({ store, changed }: Pick<Deps, "store" | "changed">, action: string, { message }: AppError): Promise<void> {
  await store.recordEvent({ action, subject: message, outcome: "refused", details: {} });
  changed("trail");
}

async function pin(deps: Deps, path: string, typed: string): Promise<Result<null>> {
  const crypto = await provenCrypto();
  const lists = await readTrustPaths([path], crypto);
  if (!lists.ok) return lists;
  const newest = lists.value.slice(-1);
  const current = await trustedList(deps, crypto);
  if (current) return fail("exists", `A trust list is pinned here already, version ${current.list.version}.`, { remedy: "Update it instead." });
  const fingerprint = parseFingerprint(typed);
  if (fingerprint === undefined) return fail("invalid-input", "That is no fingerprint: it has 64 hexadecimal digits, or 32 words.", { remedy: "Have it read to you by someone who has the list." });
  if (newest[0]?.fingerprint !== fingerprint) {
    return fail("invalid-input", "The fingerprint is not that of the trust list in the file.", { file: path, remedy: "Have the fingerprint read to you again. If it still differs, the file is not the right one: do not use it." });
  }
  return acceptLists(deps, newest, undefined, crypto);
}

async function proposal({ store }: Pick<Deps, "store">, crypto: BundleCrypto): Promise<Result<SignedTrustList>> {
  const document = await store.trustProposal();
  if (!document) return fail("not-found", "No trust list is being signed here.", { remedy: "Propose one, or add the file of one." });
  return asResult(readTrustList(document, crypto, "The proposal"));
}

async function propose({ store }: Pick<Deps, "store">, payload: Uint8Array, signatures: EnvelopeSignature[], crypto: BundleCrypto): Promise<Result<null>> {
  const document = writeTrustList({ payload, payloadType: TRUST_TYPE, signatures });
  const read = asResult(readTrustList(document, crypto));
  if (!read.ok) return read;
  return ok(await store.putTrustProposal({ document, version: read.value.list.version, signers: signatures.map(({ key }) => key) }));
}

function merged(present: readonly EnvelopeSignature[], added: readonly EnvelopeSignature[]): EnvelopeSignature[] {
  return [...present.filter(({ key }) => added.every((one) => one.key !== key)), ...added];
}

async function stateOf(deps: Pick<Deps, "store" | "now">): Promise<TrustState> {
  const crypto = await provenCrypto();
  const current = await trustedList(deps, crypto);
  const open = await proposal(deps, crypto);
  return {
    ...(current ? { current: viewOf(current, deps.now()) } : {}),
    history: (await deps.store.trustLists()).map(({ version, fingerprint, accepted }) => ({ version, fingerprint, accepted })),
    ...(open.ok ? { proposal: { ...viewOf(open.value, deps.now()), ...progressOf(open.value, current?.list, crypto) } } : {}),
  };
}
