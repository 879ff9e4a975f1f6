import { fail, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import type { Audit, AuditEvents, ReadableSource } from "../../main/ports.ts";
import { fakeResults } from "./fakeResults.ts";
import { EMPTY_COVERAGE, NO_VERDICTS, SAMPLE_FACTS } from "./store.ts";

/** One call to the fake: the method and its request. */
export type Call = { method: keyof Audit; request: unknown };

/**
 * An audit side that reads when the test says so and judges by counting: `block` is how many objects are known. It
 * forgets all on `forget`, as a restarted worker does.
 */
export interface FakeAudit extends Audit {
  calls: Call[];
  /** Called by `read` after its blocks were taken; its result ends the reading. */
  reading: (source: ReadableSource, jobId: string) => Promise<AppError | undefined>;
  /** Fails every `judge` with it. */
  judgeError: AppError | undefined;
  /** How many workloads `judge` finds, where it is not the number of objects. */
  found: number | undefined;
  tellProgress(jobId: string, objects: number): void;
  tellConnection(host: string): void;
  forget(): void;
  closed: boolean;
  close(): Promise<void>;
}

export function createFakeAudit(events: AuditEvents): FakeAudit {
  const loaded = new Map<string, number>();
  const scans = new Map<string, string>();
  const cancelled = new Map<string, () => void>();
  const known = (scanId: string): Result<string> => {
    const snapshotId = scans.get(scanId);
    return snapshotId === undefined || !loaded.has(snapshotId) ? fail("not-found", "not open") : ok(snapshotId);
  };
  const note = (method: keyof Audit, request: unknown): void => void fake.calls.push({ method, request });

  const fake: FakeAudit = {
    calls: [],
    closed: false,
    judgeError: undefined,
    found: undefined,
    reading: () => Promise.resolve(undefined),
    tellProgress: (jobId, objects) => events.progress(jobId, { what: "file", objects, bytes: 1, elapsedMs: 1 }),
    tellConnection: (host) => events.connection({ time: "t", host, port: 443, purpose: "p" }),
    forget() {
      loaded.clear();
      scans.clear();
    },
    close() {
      fake.closed = true;
      return Promise.resolve();
    },
    async read(request) {
      note("read", request);
      const { jobId, snapshotId, source } = request;
      loaded.set(snapshotId, 3);
      await events.blocks(snapshotId, [{ first: 0, count: 3, data: Uint8Array.of(1, 2, 3) }]);
      const stopped = new Promise<AppError>((resolve) => cancelled.set(jobId, () => resolve({ code: "cancelled", message: "Reading was cancelled." })));
      const error = await Promise.race([fake.reading(source, jobId), stopped]);
      if (error) {
        loaded.delete(snapshotId);
        return { ok: false, error };
      }
      return ok({ facts: SAMPLE_FACTS, inventory: Uint8Array.of(3) });
    },
    async cancel(request) {
      note("cancel", request);
      cancelled.get(request.jobId)?.();
      return null;
    },
    snapshotHead(request) {
      note("snapshotHead", request);
      return Promise.resolve(ok({ objects: 3, coverage: EMPTY_COVERAGE, namespaces: Buffer.from("") }));
    },
    snapshotLines(request) {
      note("snapshotLines", request);
      return Promise.resolve(ok(Buffer.from(`${JSON.stringify({ block: request.block.first })}\n`)));
    },
    has: async ({ snapshotId }) => loaded.has(snapshotId),
    async load(request) {
      note("load", request);
      loaded.set(request.snapshotId, request.inventory[0] ?? 0);
      return ok(null);
    },
    async unload(request) {
      note("unload", request);
      loaded.delete(request.snapshotId);
      return null;
    },
    async judge(request) {
      note("judge", request);
      const objects = loaded.get(request.snapshotId);
      if (objects === undefined) return fail("not-found", "not loaded");
      if (fake.judgeError) return { ok: false, error: fake.judgeError };
      scans.set(request.scanId, request.snapshotId);
      return ok({ verdicts: { ...NO_VERDICTS, block: objects }, workloads: fake.found ?? objects, wouldNotComeBack: 0, ignoredNamespaces: [], coverage: EMPTY_COVERAGE });
    },
    async rows({ scanId }) {
      const open = known(scanId);
      if (!open.ok) return open;
      return ok({ rows: [], total: 1, counts: NO_VERDICTS, filteredCounts: NO_VERDICTS, finished: 0, namespaces: [], kinds: [], labelKeys: [], rules: [] });
    },
    workload: async ({ scanId }) => {
      const open = known(scanId);
      return open.ok ? fail("not-found", "The scan has no such workload.") : open;
    },
    async objectOf({ scanId, row }) {
      const open = known(scanId);
      return open.ok ? ok(row) : open;
    },
    async yaml({ scanId, block }) {
      const open = known(scanId);
      return open.ok ? ok({ text: `block of ${block.data.byteLength}`, marks: [] }) : open;
    },
    async trace({ scanId }) {
      const open = known(scanId);
      return open.ok ? ok({ rule: "privileged", steps: [] }) : open;
    },
    ...fakeResults({ scan: known, has: (snapshotId) => loaded.has(snapshotId), note }),
    namespacesOf: async ({ snapshotId }) => (loaded.has(snapshotId) ? ok(["shop"]) : fail("not-found", "not loaded")),
    async exceptions({ scanId }) {
      note("exceptions", { scanId });
      return ok([]);
    },
    async impact(request) {
      note("impact", request);
      if (!loaded.has(request.snapshotId)) return fail("not-found", "not loaded");
      return ok({
        snapshotId: request.snapshotId, verdicts: NO_VERDICTS, changed: [], changedTotal: 0, affected: [], affectedTotal: 0,
        rules: [], byNamespace: [], exceptions: [], traps: [], statements: [], examined: 3, notExamined: 0, durationMs: 1,
      });
    },
  };
  return fake;
}
