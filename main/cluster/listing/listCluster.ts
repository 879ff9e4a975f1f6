import { availableParallelism } from "node:os";
import { AppFailure, fail, ok, type AppError, type Result } from "../../../shared/kernel/result.ts";
import type { ObjectSink, ReadProgress } from "../../../shared/kube/source.ts";
import { walkerModule } from "../../files/walker/index.ts";
import type { HttpLimits } from "../http/client.ts";
import type { OnConnection } from "../http/dial.ts";
import type { Environment } from "../kubeconfig/files.ts";
import { isTransient } from "../http/failures.ts";
import { startHttpThread } from "../http/thread/client.ts";
import { openSession, type Session, type SessionRequest } from "../session.ts";
import type { ListLimits } from "./fetchPage.ts";
import { createLister, type Lister } from "./lister.ts";
import { listOwners } from "./listOwners.ts";
import { reportMissing, reportUntried } from "./missing.ts";
import { RESOURCES, type ListedResource } from "./resources.ts";
import { clusterRights, type Right } from "./rights.ts";
import { noteOwners } from "./seenOwners.ts";

export interface ListClusterRequest {
  context: string;
  /** Files the user named; `KUBECONFIG` and `~/.kube/config` are read too. */
  kubeconfigs: string[];
  /** The user agreed to the context's exec plugin. */
  allowExec: boolean;
  /** Read these namespaces alone; default all. */
  namespaces?: string[] | undefined;
  /** List owners of other kinds, too (Rollout, CloneSet, …), as far as they own what was listed. */
  otherKinds?: boolean | undefined;
  /** Most requests a second; default as fast as the server answers. */
  requestsPerSecond?: number | undefined;
  sink: ObjectSink;
  signal: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
  /** Asked after each object; a promise is waited for before much more is read. */
  pause?: () => Promise<void> | undefined;
  /** Told what the user may list at cluster scope, before anything is listed. */
  onRights?: (rights: Right[]) => void;
  onConnection?: OnConnection;
  environment: Environment;
  limits?: Partial<HttpLimits & ListLimits>;
  /** Starts the thread for large lists; default one of its own where there are processors for two. */
  startThread?: SessionRequest["startThread"];
}

/**
 * Reads namespaces, pods and their owners of a live cluster into the sink. It asks first what the user may list; what may
 * not be listed in all namespaces at once is listed in each namespace where it may. What cannot be had goes to the sink's
 * `notListed` and the rest goes on; so it is when the server stops taking the user in the middle. Fails as a whole when
 * nothing can be had at all, or when it was cancelled.
 */
export async function listCluster(request: ListClusterRequest): Promise<Result<null>> {
  const onConnection = request.onConnection ?? (() => undefined);
  const { requestsPerSecond, startThread = threadFor(request.sink) } = request;
  const opened = await openSession({
    ...request, onConnection,
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(startThread && { startThread }),
  });
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    return await listAll(session, request);
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  } finally {
    session.close();
  }
}

/** What the thread finds is facts: it is of no use to a sink that wants objects. */
function threadFor(sink: ObjectSink): SessionRequest["startThread"] {
  const module = sink.rows && availableParallelism() > 1 ? walkerModule() : undefined;
  return module && (() => startHttpThread(module));
}

/** Failures that say nothing of the other lists; after the rest, a user who is no longer let in, none of them is tried. */
const OF_ONE_LIST: ReadonlySet<string> = new Set(["unreachable", "too-large"]);

async function listAll(session: Session, request: ListClusterRequest): Promise<Result<null>> {
  const { signal, onProgress } = request;
  if (signal.aborted) return fail("cancelled", "Cancelled.");
  let objects = 0;
  const tell = (what: string, newObjects = 0) => {
    objects += newObjects;
    onProgress?.({ what, objects, bytes: session.bytesRead() });
  };
  const owners = request.otherKinds ? noteOwners(request.sink) : undefined;
  const sink = owners?.sink ?? request.sink;
  if (request.namespaces) sink.limitedTo?.(request.namespaces);
  tell("what may be listed");
  const rights = await askRights(session);
  request.onRights?.(rights);
  const lister = createLister({ session, request: { ...request, sink }, rights, tell });
  const run = createRun(session, lister, sink);

  for (const resource of RESOURCES) {
    if (signal.aborted) return fail("cancelled", "Cancelled.");
    const hopeless = await run.list(resource);
    if (hopeless) return { ok: false, error: hopeless };
  }
  if (owners && !run.isRefused()) await listOwners(session, { owners, rights, sink, list: (resource) => run.list(resource) });
  const failure = run.failureOfAll();
  return failure ? { ok: false, error: failure } : ok(null);
}

interface Run {
  /** Lists a resource, or says why not in the coverage. Answers with the failure that makes all others vain, if there is one. */
  list(resource: ListedResource): Promise<AppError | undefined>;
  /** Whether the server has stopped taking the user. */
  isRefused(): boolean;
  /** The failure, where nothing at all could be had. */
  failureOfAll(): AppError | undefined;
}

function createRun(session: Session, lister: Lister, sink: ObjectSink): Run {
  let failure: AppError | undefined;
  let hasSomething = false;
  const isRefused = (): boolean => failure !== undefined && !OF_ONE_LIST.has(failure.code);
  return {
    isRefused,
    failureOfAll: () => (hasSomething ? undefined : failure),
    async list(resource) {
      if (failure && isRefused()) {
        reportUntried(resource, failure, sink);
        return undefined;
      }
      // A server that has just failed as often as it was tried is asked once more for each of the others.
      const listed = await lister.list(resource, failure !== undefined);
      const failed = listed.outcomes.find(({ outcome }) => outcome.type === "failed")?.outcome;
      failure = failed?.type === "failed" ? failed.error : undefined;
      hasSomething ||= listed.outcomes.some(({ outcome }) => outcome.type !== "failed" || outcome.objects > 0);
      // Nobody there at all, or nobody who takes this user: the other resources would only say the same again.
      if (failure && !hasSomething && (!session.hasAnswered() || isRefused())) return failure;
      reportMissing(session, listed, sink);
      return undefined;
    },
  };
}

/** A connection that breaks off is left to listing, which tries again; what trying does not mend ends it here. */
async function askRights(session: Session): Promise<Right[]> {
  try {
    return await clusterRights(session);
  } catch (error) {
    if (isTransient(error)) return [];
    throw new AppFailure(session.explain(error));
  }
}
