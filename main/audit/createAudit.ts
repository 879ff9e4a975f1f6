import { exceptionUses, impactOf, type Inventory } from "../../shared/audit/index.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import type { Audit, AuditEvents } from "../ports.ts";
import { factsOf } from "./facts.ts";
import { createInventories, type LoadedInventory } from "./inventories.ts";
import { packInventory, unpackInventory } from "./packing.ts";
import { defaultReaders } from "./readers.ts";
import { readInventory, type Readers } from "./reading.ts";
import { resultQueries } from "./results.ts";
import { headOf, objectLines } from "./snapshot/lines.ts";
import { countsOf, createScans, detailOf, objectOf, runOptions, traceOf, yamlOf, type OpenScan } from "./scans.ts";

/** The audit side on this thread: for the command line, for tests, and inside the audit worker. */
export function createAudit(events: AuditEvents, readers: Readers = defaultReaders): Audit {
  const scans = createScans();
  const inventories = createInventories((snapshotId) => scans.closeOf(snapshotId));
  const jobs = new Map<string, AbortController>();

  const loaded = (snapshotId: string): Result<LoadedInventory> => {
    const inventory = inventories.get(snapshotId);
    return inventory ? ok(inventory) : fail("not-found", "The snapshot is not loaded.", { remedy: "Open it again." });
  };
  const inInventory = <T>(snapshotId: string, answer: (inventory: Inventory) => T): Result<T> => {
    const found = loaded(snapshotId);
    return found.ok ? ok(answer(found.value.inventory())) : found;
  };
  const inScan = <T>(scanId: string, answer: (scan: OpenScan) => Result<T>): Promise<Result<T>> => {
    const scan = scans.get(scanId);
    return Promise.resolve(scan.ok ? answer(scan.value) : scan);
  };

  async function readNow(request: Parameters<Audit["read"]>[0], signal: AbortSignal): ReturnType<Audit["read"]> {
    const { jobId, snapshotId, source } = request;
    const inventory = await readInventory(
      {
        source,
        keepValues: request.keepValues ?? false,
        signal,
        progress: (progress) => events.progress(jobId, progress),
        connection: (connection) => events.connection(connection),
        store: (blocks) => events.blocks(snapshotId, blocks),
        opened: (builder) => inventories.add(snapshotId, builder),
      },
      readers,
    );
    if (!inventory.ok) return inventory;
    const facts = await factsOf(inventory.value);
    const packing = packInventory(inventory.value, signal);
    // It is compressed on another thread, part by part: meanwhile this one gets ready for questions.
    const [packed] = await Promise.all([packing, inventories.add(snapshotId, inventory.value).prepare()]);
    return signal.aborted ? fail("cancelled", "Reading was cancelled.") : ok({ facts, inventory: packed });
  }

  return {
    ...resultQueries({ scan: (scanId) => scans.get(scanId), inventory: loaded }),
    async read(request) {
      const abort = new AbortController();
      jobs.set(request.jobId, abort);
      let complete = false;
      try {
        const result = await readNow(request, abort.signal);
        complete = result.ok;
        return result;
      } finally {
        jobs.delete(request.jobId);
        if (!complete) inventories.remove(request.snapshotId);
      }
    },
    cancel({ jobId }) {
      jobs.get(jobId)?.abort();
      return Promise.resolve(null);
    },
    has: ({ snapshotId }) => Promise.resolve(inventories.has(snapshotId)),
    async load({ snapshotId, inventory }) {
      const unpacked = await unpackInventory(inventory);
      if (!unpacked.ok) return unpacked;
      inventories.add(snapshotId, unpacked.value);
      return ok(null);
    },
    snapshotHead: ({ snapshotId, key }) => Promise.resolve(inInventory(snapshotId, (inventory) => headOf(inventory, key))),
    snapshotLines: ({ snapshotId, block, key }) => Promise.resolve(inInventory(snapshotId, (inventory) => objectLines(inventory, block, key))),
    unload({ snapshotId }) {
      inventories.remove(snapshotId);
      return Promise.resolve(null);
    },
    judge({ scanId, snapshotId, policy, options, settings }) {
      const inventory = loaded(snapshotId);
      if (!inventory.ok) return Promise.resolve(inventory);
      const judgement = inventory.value.judge(policy, runOptions(policy, options, settings));
      return Promise.resolve(ok(countsOf(scans.open(scanId, snapshotId, judgement, settings.ignoredBefore))));
    },
    rows: ({ scanId, ...query }) => inScan(scanId, ({ table }) => ok(table.page(query))),
    workload: ({ scanId, row }) => inScan(scanId, (scan) => detailOf(scan, row)),
    objectOf: ({ scanId, row }) => inScan(scanId, (scan) => objectOf(scan, row)),
    yaml: ({ scanId, row, block }) => inScan(scanId, (scan) => yamlOf(scan, row, block)),
    trace: ({ scanId, row, definition, index }) => inScan(scanId, (scan) => traceOf(scan, row, definition, index)),
    namespacesOf({ snapshotId }) {
      const inventory = loaded(snapshotId);
      return Promise.resolve(inventory.ok ? ok(inventory.value.namespaces()) : inventory);
    },
    exceptions: ({ scanId }) => inScan(scanId, ({ judgement }) => ok(exceptionUses(judgement))),
    impact({ snapshotId, policy, base, options, settings, limit, rule, exception }) {
      const started = performance.now();
      const inventory = loaded(snapshotId);
      if (!inventory.ok) return Promise.resolve(inventory);
      const judged = inventory.value.judge(policy, runOptions(policy, options, settings));
      const before = base && {
        judgement: inventory.value.judge(base.policy, runOptions(base.policy, options, settings)),
        version: base.version,
      };
      const lists = { ...(rule === undefined ? {} : { rule }), ...(exception === undefined ? {} : { exception }) };
      const impact = impactOf(judged, { snapshotId, limit, ...lists, ...(before ? { base: before } : {}) });
      return Promise.resolve(ok({ ...impact, durationMs: performance.now() - started }));
    },
  };
}
