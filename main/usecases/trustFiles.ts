import { checkFirstTrust, followTrust, readTrustList, trustChanges, type BundleCrypto, type SignedTrustList } from "../../shared/bundle/index.ts";
import { MOST_CARRIER, readCarrier, readTrustFiles } from "../../shared/bundle/carrier.ts";
import type { TrustCandidate } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import { asError, asResult, progressOf, viewOf } from "./trustState.ts";

/** Trust lists that come in files: on their own, or with a bundle. */

const BRACE = 0x7b;

/** The lists of some files, by version, each once. */
export async function readTrustPaths(paths: readonly string[], crypto: BundleCrypto): Promise<Result<SignedTrustList[]>> {
  const lists: SignedTrustList[] = [];
  for (const path of paths) {
    const bytes = await readBinaryFile(path, MOST_CARRIER, "a trust list or a bundle");
    if (!bytes.ok) return bytes;
    const read = asResult(listsOf(bytes.value, crypto, path), path);
    if (!read.ok) return read;
    lists.push(...read.value);
  }
  const once = new Map(lists.map((one) => [one.list.version, one]));
  const twins = lists.filter((one) => once.get(one.list.version)?.fingerprint !== one.fingerprint);
  if (twins.length > 0) return fail("invalid-input", `There are two different trust lists with version ${twins[0]?.list.version}.`, { remedy: "Find out which of them is the right one." });
  if (once.size === 0) return fail("not-found", "There is no trust list in it.", { remedy: "Choose a trust list, or a bundle that brings one." });
  return ok([...once.values()].toSorted((a, b) => a.list.version - b.list.version));
}

function listsOf(bytes: Uint8Array, crypto: BundleCrypto, path: string): ReturnType<typeof readTrustFiles> {
  if (bytes[0] === BRACE) {
    const one = readTrustList(bytes, crypto, path);
    return one.ok ? { ok: true, value: [one.value] } : one;
  }
  const carrier = readCarrier(bytes);
  return carrier.ok ? readTrustFiles(carrier.value.trust, crypto) : carrier;
}

/** What accepting lists would do to the trust of this place; nothing is changed. `lists` by version, at least one. */
export function candidateOf(lists: readonly SignedTrustList[], current: SignedTrustList | undefined, now: string, crypto: BundleCrypto): TrustCandidate {
  const newest = lists.at(-1);
  if (!newest) throw new RangeError("No trust list to look at.");
  const progress = progressOf(newest, lists.find(({ list }) => list.version === newest.list.version - 1)?.list ?? current?.list, crypto);
  const about = { view: viewOf(newest, now), progress, changes: trustChanges(current?.list, newest.list) };
  if (!current) {
    const first = checkFirstTrust(newest, now, crypto);
    if (first.ok) return { relation: "first", ...about };
    return { relation: first.refusal.code === "trust-signers-too-few" ? "unsigned" : "refused", ...about, problem: asError(first) };
  }
  const [version, own] = [newest.list.version, current.list.version];
  if (version === own && newest.fingerprint === current.fingerprint) return { relation: "same", ...about };
  if (version < own) return { relation: "older", ...about };
  if (version === own) {
    const problem = asError({ ok: false, refusal: { code: "trust-fork", message: `It is another version ${own} of the trust list than the one that is trusted here.`, remedy: "Do not use it, and tell those who keep the trust list: someone may be trying to deceive you." } });
    return { relation: "refused", ...about, problem };
  }
  const followed = followTrust(current.list, lists, now, crypto);
  if (followed.ok) return { relation: "next", ...about };
  const isOpen = followed.refusal.code === "trust-signers-too-few" && version === own + 1;
  return { relation: isOpen ? "unsigned" : "refused", ...about, problem: asError(followed) };
}
