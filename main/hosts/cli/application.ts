import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import type { Channel, Connection, Request, Response } from "../../../shared/ipc/contract.ts";
import type { Job } from "../../../shared/ipc/types.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import { createApp } from "../../app.ts";
import { createAudit } from "../../audit/index.ts";
import { hclHere } from "../../files/hcl.ts";
import type { Cluster } from "../../ports.ts";
import { storeDirectory } from "./context.ts";
import { need } from "./failure.ts";
import { createProgress } from "./progress.ts";
import { openStore } from "./store.ts";
import { topFolder, version } from "./version.ts";

/** The application of the window, without one and on this thread. */
export interface CliApplication {
  /** Calls a channel; a failure ends the command. */
  call<C extends Channel>(channel: C, ...request: Request<C> extends void ? [] : [Request<C>]): Promise<Response<C>>;
  /** Calls a channel whose failure does not end the command. */
  attempt<C extends Channel>(channel: C, ...request: Request<C> extends void ? [] : [Request<C>]): Promise<Result<Response<C>>>;
  /** Waits until a job has ended, showing its progress; it is cancelled when the user interrupts. A failed one ends the command. */
  finish(job: Job, signal: AbortSignal): Promise<Job>;
}

/** Opens the application over the chosen store, runs `work` with it and closes it again. */
export async function withApplication<T>(storeOption: string | undefined, work: (app: CliApplication) => Promise<T>): Promise<T> {
  const store = await openStore(storeOption);
  const app = need(
    await createApp({
      store,
      audit: (events) => Promise.resolve(ok({ ...createAudit(events), close: () => Promise.resolve() })),
      cluster: clusterOnDemand,
      hcl: hclHere,
      info: { version: version(), host: "web", dataDirectory: storeDirectory(storeOption), homeDirectory: homedir() },
      userName: userInfo().username,
      resourcesDirectory: join(topFolder(), "resources"),
    }),
  );
  try {
    return await work({
      call: async (channel, ...request) => need((await app.handle(channel, request[0])) as Result<Response<typeof channel>>),
      attempt: async (channel, ...request) => (await app.handle(channel, request[0])) as Result<Response<typeof channel>>,
      finish: (job, signal) => finish(app, job, signal),
    });
  } finally {
    await app.close();
  }
}

type App = Extract<Awaited<ReturnType<typeof createApp>>, { ok: true }>["value"];

async function finish(app: App, started: Job, signal: AbortSignal): Promise<Job> {
  const progress = createProgress(process.stderr);
  const cancel = (): void => void app.handle("jobs.cancel", { id: started.id });
  const ended = await new Promise<Job>((resolve) => {
    const take = (job: Job): void => {
      if (job.id !== started.id) return;
      if (job.state === "running") progress.show(job.progress);
      else resolve(job);
    };
    app.subscribe((event, payload) => {
      if (event === "job") take(payload as Job);
    });
    signal.addEventListener("abort", cancel);
    // It may have ended before anyone listened.
    void app.handle("jobs.list", undefined).then((jobs) => {
      if (jobs.ok) for (const job of jobs.value as Job[]) take(job);
    });
  });
  signal.removeEventListener("abort", cancel);
  progress.clear();
  if (ended.state !== "done") need({ ok: false, error: ended.error ?? { code: "cancelled", message: "Interrupted." } });
  return ended;
}

/** The cluster side brings large libraries: they are loaded when a cluster is first asked for. */
function clusterOnDemand(onConnection: (connection: Connection) => void): Cluster {
  const cluster = () => import("../../cluster/index.ts").then((module) => module.createCluster({ onConnection }));
  return {
    contexts: async (request) => (await cluster()).contexts(request),
    check: async (request) => (await cluster()).check(request),
  };
}
