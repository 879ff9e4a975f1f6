import { hex } from "../../shared/bundle/index.ts";
import type { BundleCrypto } from "../../shared/bundle/index.ts";
import type { TrailVerification } from "../../shared/ipc/signing.ts";
import { followTrail, reportKeys, trailOfStore, type TrailFollowing } from "./auditTrailVerify.ts";
import type { Deps } from "./deps.ts";

/**
 * What the window always shows of the store's own trail. The whole is followed once; afterwards what is new, as long as the
 * record that was the last then is still there as it was. Only `trail.verify` follows the whole each time.
 */
export function createTrailState(deps: Pick<Deps, "store">): (crypto: BundleCrypto) => Promise<TrailVerification> {
  let following: TrailFollowing | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const state = async (crypto: BundleCrypto): Promise<TrailVerification> => {
    if (!following || !(await stillHolds(deps, following, crypto))) following = followTrail(crypto);
    await following.follow(trailOfStore(deps.store, 1 + (following.trail.head()?.sequence ?? 0)));
    return following.found(await reportKeys(deps, crypto));
  };
  // One after the other: two at once would both take the same records.
  return (crypto) => {
    const next = last.then(() => state(crypto));
    last = next.catch(() => undefined);
    return next;
  };
}

async function stillHolds({ store }: Pick<Deps, "store">, { trail }: TrailFollowing, crypto: BundleCrypto): Promise<boolean> {
  const head = trail.head();
  if (!head || trail.problem()) return false;
  const [record] = await store.trailBytes({ from: head.sequence, limit: 1 });
  return record !== undefined && hex(crypto.sha256(record)) === head.hash;
}
