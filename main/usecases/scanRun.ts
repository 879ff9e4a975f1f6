import type { Job, ScanOptions, ScanSummary, SnapshotRequest, VerdictCounts } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { ScanBasis } from "../ports.ts";
import type { Deps } from "./deps.ts";
import { createExceptionMemory } from "./exceptionMemory.ts";
import type { RunningJob } from "./jobs.ts";
import { judgeSettings } from "./loaded.ts";
import type { Loaded } from "./loaded.ts";
import { applyRetention, ignoredBefore } from "./scanHistory.ts";
import { takeSnapshot } from "./reading.ts";
import type { Taking } from "./reading.ts";
import { resolveSource } from "./source.ts";

/** Results of a scan that still reads are renewed at most this often. Milliseconds. */
const JUDGE_INTERVAL = 500;
/** Judging takes the reader's thread: after each time it waits so many times as long as judging took. */
const JUDGE_REST = 6;

const NO_VERDICTS: VerdictCounts = { block: 0, log: 0, unknown: 0, allow: 0, excluded: 0 };

export interface StartRequest {
  target: { snapshotId: string } | SnapshotRequest;
  policy: string;
  version?: number;
  options: ScanOptions;
}

/** A scan under way: its present summary is in memory, the store has it as it began. */
interface Run {
  scan: ScanSummary;
  basis: ScanBasis;
}

/** What is judged: `taken` is when the data was, or will be, read. */
type Subject = Required<Pick<ScanSummary, "snapshotId" | "snapshotName" | "coverage" | "origin" | "source">> & Pick<ScanSummary, "digest"> & { taken: string };

/** Starts scans and knows those that run. */
export interface ScanRuns {
  start(request: StartRequest): Promise<Result<Job>>;
  /** Present state of a scan that runs. */
  running(id: string): ScanSummary | undefined;
}

export function createScanRuns(deps: Deps, loaded: Loaded): ScanRuns {
  const { store, audit, jobs, changed } = deps;
  const memory = createExceptionMemory(deps);
  const runs = new Map<string, Run>();

  /** Judges what is there and shows it, if it is anything. */
  const judge = async (run: Run): Promise<Result<null>> => {
    const { id: scanId, snapshotId, options } = run.scan;
    const judged = await audit.judge({ scanId, snapshotId, ...run.basis, options });
    if (!judged.ok) return judged;
    run.scan = { ...run.scan, ...judged.value };
    if (judged.value.workloads > 0) changed("scans");
    return ok(null);
  };

  const settle = async (run: Run, state: ScanSummary["state"], error?: AppError): Promise<void> => {
    run.scan = { ...run.scan, state, finished: deps.now(), ...(error ? { error } : {}) };
    await store.putScan(run);
  };

  /** Runs a scan's work and records how it ended, whatever happens. */
  const record = async (run: Run, work: () => Promise<Result<unknown>>): Promise<Result<null>> => {
    try {
      const result = await work().catch((error: unknown) => ({ ok: false as const, error: deps.explain(error) }));
      if (result.ok) {
        await settle(run, "done");
        await memory.rememberScan(run.scan, run.basis.policy);
      } else await settle(run, result.error.code === "cancelled" ? "cancelled" : "failed", result.error);
      return result.ok ? ok(null) : result;
    } finally {
      runs.delete(run.scan.id);
      await applyRetention(deps);
      changed("scans");
    }
  };

  const judgeStored = async (run: Run): Promise<Result<null>> => loaded.askSnapshot(run.scan.snapshotId, () => judge(run));

  const readAndJudge = (run: Run, job: RunningJob, taking: Taking): Promise<Result<unknown>> => {
    const early = atIntervals(async () => {
      await judge(run);
      return run.scan.workloads > 0;
    });
    job.onProgress(early.tick);
    return takeSnapshot(deps, job, taking, async () => {
      await early.stop();
      return judge(run);
    })
      .then((taken) => {
        if (taken.ok) run.scan = { ...run.scan, digest: taken.value.digest };
        return taken;
      })
      .finally(early.stop);
  };

  const begin = async (request: StartRequest, { taken, ...subject }: Subject): Promise<Result<Run>> => {
    const found = await policyToJudge(deps, request);
    if (!found.ok) return found;
    const { policy, version } = found.value;
    const before = await ignoredBefore(deps, subject, taken);
    const run: Run = {
      scan: {
        id: deps.newId(), ...subject, engine: deps.info.version, policy: policy.name, policyVersion: version, options: request.options, started: deps.now(),
        state: "running", verdicts: NO_VERDICTS, workloads: 0, wouldNotComeBack: 0,
      },
      basis: { policy, settings: { ...(await judgeSettings(deps)), ...(before.length > 0 ? { ignoredBefore: before } : {}) } },
    };
    await store.putScan(run);
    runs.set(run.scan.id, run);
    changed("scans");
    return ok(run);
  };

  const launch = ({ scan }: Run, work: (job: RunningJob) => Promise<Result<null>>): Job =>
    jobs.start({ kind: "scan", title: `Scan of ${scan.snapshotName} with ${scan.policy}`, snapshotId: scan.snapshotId, scanId: scan.id }, work);

  return {
    running: (id) => runs.get(id)?.scan,
    async start(request) {
      const { target } = request;
      if ("snapshotId" in target) {
        const snapshot = (await store.snapshots()).find((one) => one.id === target.snapshotId);
        if (!snapshot) return fail("not-found", "That snapshot is no longer there.", { remedy: "Choose another one." });
        const { id: snapshotId, name: snapshotName, origin, source, digest, coverage: seen, taken } = snapshot;
        const run = await begin(request, { snapshotId, snapshotName, origin, source, digest, coverage: seen, taken });
        if (!run.ok) return run;
        return ok(
          launch(run.value, (job) => {
            jobs.progress(job.id, { what: snapshot.name, objects: snapshot.objects, bytes: 0, elapsedMs: 0 });
            return record(run.value, () => judgeStored(run.value));
          }),
        );
      }
      const from = await resolveSource(deps, target.source);
      if (!from.ok) return from;
      const { name = from.value.name, keepValues } = target;
      const taking: Taking = { snapshotId: deps.newId(), name, from: from.value, ...(keepValues && { keepValues }) };
      const coverage = { examined: 0, skipped: [], unreadable: [], notListed: [], unknownOwners: [] };
      const { origin, from: source } = from.value;
      const run = await begin(request, { snapshotId: taking.snapshotId, snapshotName: taking.name, origin, source, coverage, taken: deps.now() });
      return run.ok ? ok(launch(run.value, (job) => record(run.value, () => readAndJudge(run.value, job, taking)))) : run;
    },
  };
}

async function policyToJudge({ store }: Deps, { policy: name, version }: StartRequest): Promise<Result<{ policy: Policy; version: number }>> {
  const found = await store.policy({ name, ...(version === undefined ? {} : { version }) });
  if (!found.ok) return found;
  if (found.value.policy.platform === "ecs") {
    return fail("not-supported", `The policy "${name}" is for Amazon ECS: it has runtime rulesets only, which judge no Kubernetes workload.`, {
      remedy: "Choose a policy for Kubernetes.",
    });
  }
  return ok(found.value);
}

/**
 * Repeats work while ticks come in: never twice at once, with a rest in between once it came to something. Its failures
 * are not told.
 */
function atIntervals(work: () => Promise<boolean>): { tick(): void; stop(): Promise<void> } {
  let current: Promise<unknown> = Promise.resolve();
  let isBusy = false;
  let isStopped = false;
  let next = 0;
  return {
    tick() {
      if (isStopped || isBusy || performance.now() < next) return;
      isBusy = true;
      const started = performance.now();
      // Early results are a courtesy: when they fail, the final ones say why.
      current = work().catch(() => true).then((cameToSomething) => {
        const ended = performance.now();
        if (cameToSomething) next = ended + Math.max(JUDGE_INTERVAL, JUDGE_REST * (ended - started));
        isBusy = false;
      });
    },
    async stop() {
      isStopped = true;
      await current;
    },
  };
}
