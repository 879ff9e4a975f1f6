import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { JudgeSettings } from "../ports.ts";
import type { Deps } from "./deps.ts";

type LoadedDeps = Pick<Deps, "store" | "audit" | "now">;

/**
 * Questions to the audit side about snapshots and scans that it may no longer, or not yet, hold in memory: it answers
 * `not-found` then, what is missing is brought from the store, and the question is asked once more.
 */
export interface Loaded {
  /** Makes sure that a snapshot's inventory is in the audit side's memory. */
  snapshot(snapshotId: string): Promise<Result<null>>;
  askSnapshot<T>(snapshotId: string, ask: () => Promise<Result<T>>): Promise<Result<T>>;
  askScan<T>(scanId: string, ask: () => Promise<Result<T>>): Promise<Result<T>>;
}

export function createLoaded({ store, audit }: LoadedDeps): Loaded {
  const load = shared(async (snapshotId: string): Promise<Result<null>> => {
    if (await audit.has({ snapshotId })) return ok(null);
    const inventory = await store.inventory({ id: snapshotId });
    return inventory.ok ? audit.load({ snapshotId, inventory: inventory.value }) : inventory;
  });

  const open = shared(async (scanId: string): Promise<Result<null>> => {
    const [scan, basis] = [await store.scan({ id: scanId }), await store.scanBasis({ id: scanId })];
    if (!scan.ok) return scan;
    if (!basis.ok) return basis;
    if (scan.value.state === "failed" || scan.value.state === "cancelled") {
      const why = scan.value.error ? ` (${scan.value.error.message})` : "";
      return fail("not-found", `This scan did not finish${why}, so it has no results.`, { remedy: "Start the scan again." });
    }
    const loaded = await load(scan.value.snapshotId);
    if (!loaded.ok) return loaded;
    const { snapshotId, options } = scan.value;
    const judged = await audit.judge({ scanId, snapshotId, ...basis.value, options });
    return judged.ok ? ok(null) : judged;
  });

  const ask = async <T>(bring: () => Promise<Result<null>>, question: () => Promise<Result<T>>): Promise<Result<T>> => {
    const answer = await question();
    if (answer.ok || answer.error.code !== "not-found") return answer;
    const brought = await bring();
    return brought.ok ? question() : brought;
  };

  return {
    snapshot: load,
    askSnapshot: (snapshotId, question) => ask(() => load(snapshotId), question),
    askScan: (scanId, question) => ask(() => open(scanId), question),
  };
}

/** What judging takes from the settings and the clock at this moment. */
export async function judgeSettings({ store, now }: Pick<Deps, "store" | "now">): Promise<JudgeSettings> {
  const { excludedNamespaces, trustedDigests } = await store.settings();
  return { excludedNamespaces, trustedDigests, now: now() };
}

/** Lets those who ask for the same thing at once wait for one answer. */
function shared<T>(work: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (id) => {
    const present = running.get(id);
    if (present) return present;
    const started = work(id).finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };
}
