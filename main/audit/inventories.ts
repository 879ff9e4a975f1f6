import { setImmediate as nextTurn } from "node:timers/promises";

import { InventoryBuilder, Judgement, namespacesOf, rollUp, type Inventory, type RollUp, type RunOptions } from "../../shared/audit/index.ts";
import { CheckCache } from "../../shared/engine/index.ts";
import { byCodeUnit } from "../../shared/kernel/stable.ts";
import type { Policy } from "../../shared/model/policy.ts";

/** How many inventories are kept: what is on screen, what is compared with it, and one that is being read. */
const KEPT = 4;
/** What checks found is kept for every rule ever tried; after so many policies it is thrown away and found anew. */
const JUDGEMENTS_PER_CACHE = 200;

/** An inventory in memory. */
export interface LoadedInventory {
  /** Judges it by a policy, as it is now: of one that is still being read, what has been read so far. */
  judge(policy: Policy, options: RunOptions): Judgement;
  /** Works out now what judging it by any policy rests on, so that the first question need not. */
  prepare(): Promise<void>;
  /** Every namespace it knows of, by name. */
  namespaces(): string[];
  inventory(): Inventory;
  /** What checks found on its pods. */
  cache(): CheckCache;
}

/** The inventories in memory by their snapshot's id; those not used for longest go first. */
export interface Inventories {
  get(snapshotId: string): LoadedInventory | undefined;
  has(snapshotId: string): boolean;
  add(snapshotId: string, source: Inventory | InventoryBuilder): LoadedInventory;
  remove(snapshotId: string): void;
}

export function createInventories(onRemoved: (snapshotId: string) => void): Inventories {
  const loaded = new Map<string, LoadedInventory>();
  const remove = (snapshotId: string): void => {
    if (loaded.delete(snapshotId)) onRemoved(snapshotId);
  };
  return {
    has: (snapshotId) => loaded.has(snapshotId),
    get(snapshotId) {
      const found = loaded.get(snapshotId);
      if (found) {
        loaded.delete(snapshotId);
        loaded.set(snapshotId, found);
      }
      return found;
    },
    add(snapshotId, source) {
      const before = loaded.get(snapshotId);
      const added = source instanceof InventoryBuilder ? growing(source) : complete(source, before);
      loaded.delete(snapshotId);
      loaded.set(snapshotId, added);
      for (const oldest of [...loaded.keys()].slice(0, -KEPT)) remove(oldest);
      return added;
    },
    remove,
  };
}

function growing(builder: InventoryBuilder): LoadedInventory {
  const cache = createCache();
  return {
    judge: (policy, options) => new Judgement(builder.inventory(), policy, options, cache()),
    prepare: () => Promise.resolve(),
    namespaces: () => namespacesIn(builder.inventory()),
    inventory: () => builder.inventory(),
    cache,
  };
}

/**
 * The roll-up of a complete inventory is made once for all policies.
 *
 * @param before the same inventory while it was read: what was found on its pods holds on
 */
function complete(inventory: Inventory, before: LoadedInventory | undefined): LoadedInventory {
  const cache = before?.inventory().pods === inventory.pods ? before.cache : createCache();
  let rolled: RollUp | undefined;
  const rollUpOnce = (): RollUp => (rolled ??= rollUp(inventory));
  return {
    judge: (policy, options) => new Judgement(inventory, policy, options, cache(), rollUpOnce()),
    async prepare() {
      rollUpOnce();
      await nextTurn();
      cache().classes.ofAll(inventory.pods);
    },
    namespaces: () => namespacesIn(inventory),
    inventory: () => inventory,
    cache,
  };
}

/** Those of its workloads, and those that were listed without any. */
function namespacesIn({ objects, namespaces }: Inventory): string[] {
  return [...new Set([...namespacesOf(objects), ...namespaces.map(({ name }) => name)])].toSorted(byCodeUnit);
}

function createCache(): () => CheckCache {
  let cache = new CheckCache();
  let uses = 0;
  return () => {
    if (++uses % JUDGEMENTS_PER_CACHE === 0) cache = new CheckCache();
    return cache;
  };
}
