import { checkFirstTrust, followTrust, writeTrustList, type BundleCrypto, type SignedTrustList } from "../../shared/bundle/index.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { AcceptedVersion } from "../signingStore.ts";
import type { Deps } from "./deps.ts";
import { asResult } from "./trustState.ts";

/** Takes trust lists over: the first one, or those that follow the trusted one link by link. */
export async function acceptLists(deps: Pick<Deps, "store" | "now">, lists: SignedTrustList[], current: SignedTrustList | undefined, crypto: BundleCrypto): Promise<Result<null>> {
  const { store, now } = deps;
  const followed = current ? asResult(followTrust(current.list, lists, now(), crypto)) : first(lists, now(), crypto);
  if (!followed.ok) return followed;
  const newest = followed.value.at(-1);
  if (!newest) return fail("conflict", `It is not newer than version ${current?.list.version ?? 0}, which is trusted here.`, { remedy: "Ask for the newest trust list." });
  const { versions } = await store.memory();
  return store.acceptTrust({
    base: current?.list.version ?? 0,
    lists: followed.value.map(({ list, envelope, fingerprint }) => ({ version: list.version, document: writeTrustList(envelope), fingerprint })),
    forget: current ? versions.filter((one) => isOfCompromised(one, current, newest)).map(({ bundleId }) => bundleId) : [],
    now: now(),
  });
}

function first(lists: SignedTrustList[], now: string, crypto: BundleCrypto): Result<SignedTrustList[]> {
  const newest = lists.at(-1);
  if (!newest) return ok([]);
  const checked = asResult(checkFirstTrust(newest, now, crypto));
  return checked.ok ? ok([newest]) : checked;
}

/**
 * Whether a version was accepted on signatures of which, without the keys that are revoked now, too few remain. Whoever had
 * those keys could have signed any number, so the number no longer counts (TUF's recovery from a fast-forward attack). A key
 * that merely left the list was good when it signed: its versions stay.
 */
function isOfCompromised({ signers }: AcceptedVersion, before: SignedTrustList, after: SignedTrustList): boolean {
  const revoked = new Set(after.list.keys.filter(({ revokedAt }) => revokedAt !== undefined).map(({ id }) => id));
  if (!signers.some((key) => revoked.has(key))) return false;
  const personOf = (key: string): string => before.list.keys.find(({ id }) => id === key)?.person ?? key;
  return new Set(signers.filter((key) => !revoked.has(key)).map(personOf)).size < before.list.roles.bundle.threshold;
}
