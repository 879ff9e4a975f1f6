import { AppFailure, fail, ok, type AppError, type Result } from "../../../shared/kernel/result.ts";
import type { ObjectSink, ReadProgress } from "../../../shared/kube/source.ts";
import type { HttpLimits } from "../http/client.ts";
import type { OnConnection } from "../http/dial.ts";
import type { Environment } from "../kubeconfig/files.ts";
import { openSession, type Session } from "../session.ts";
import { inWords } from "../words.ts";
import { LIST_LIMITS, type ListLimits } from "./fetchPage.ts";
import { listResource, type ListOutcome } from "./listResource.ts";
import { listPermission, RESOURCES, type ListedResource } from "./resources.ts";
import type { ApiStatus } from "./status.ts";

export interface ListClusterRequest {
  context: string;
  /** Files the user named; `KUBECONFIG` and `~/.kube/config` are read too. */
  kubeconfigs: string[];
  /** The user agreed to the context's exec plugin. */
  allowExec: boolean;
  sink: ObjectSink;
  signal: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
  /** Asked after each object; a promise is waited for before much more is read. */
  pause?: () => Promise<void> | undefined;
  onConnection?: OnConnection;
  environment: Environment;
  limits?: Partial<HttpLimits & ListLimits>;
}

/**
 * Reads namespaces, pods and their owners of a live cluster into the sink. What cannot be listed goes to the sink's
 * `notListed` and the rest goes on. Fails as a whole when nothing can be had: the server does not answer, the user may
 * not sign in (also later on, when a token expires), or it was cancelled.
 */
export async function listCluster(request: ListClusterRequest): Promise<Result<null>> {
  const onConnection = request.onConnection ?? (() => undefined);
  const opened = await openSession({ ...request, onConnection });
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

async function listAll(session: Session, { sink, signal, onProgress, pause, limits }: ListClusterRequest): Promise<Result<null>> {
  const all: ListLimits = { ...LIST_LIMITS, ...limits };
  let objects = 0;
  let allFailed = true;
  let lastFailed = false;
  let firstError: AppError | undefined;
  for (const resource of RESOURCES) {
    if (signal.aborted) return fail("cancelled", "Cancelled.");
    const outcome = await listResource({
      session, resource, sink, signal, pause,
      // A server that has just failed as often as it was tried is asked once more for each of the others.
      limits: lastFailed ? { ...all, attempts: 1 } : all,
      onProgress: ({ what, newObjects }) => {
        objects += newObjects;
        onProgress?.({ what, objects, bytes: session.bytesRead() });
      },
    });
    lastFailed = outcome.type === "failed";
    allFailed &&= outcome.type === "failed" && outcome.objects === 0;
    if (outcome.type === "failed") {
      firstError ??= outcome.error;
      // Nobody there at all: the other resources would only say the same again.
      if (!session.hasAnswered()) return { ok: false, error: firstError };
    }
    if (outcome.type !== "complete") sink.notListed(resource.name, listPermission(resource), whyNot(session, resource, outcome));
  }
  return allFailed && firstError ? { ok: false, error: firstError } : ok(null);
}

function whyNot(session: Session, resource: ListedResource, outcome: Exclude<ListOutcome, { type: "complete" }>): string {
  const reason = outcome.type === "failed" ? inWords(outcome.error) : refusal(session, resource, outcome.status);
  return outcome.objects === 0 ? reason : `Only the first ${outcome.objects} ${resource.name} were read. ${reason}`;
}

function refusal(session: Session, resource: ListedResource, status: ApiStatus): string {
  const { context } = session;
  const said = status.message ? ` The server says: ${status.message}` : "";
  if (status.code === 403) {
    const who = context.user ? `User "${context.user.name}"` : "A user who gives no credentials";
    return `${who} of context "${context.name}" may not ${listPermission(resource)}. Ask for a role that allows it.${said}`;
  }
  if (status.code === 404) return `The server has no ${resource.name} of ${resource.apiVersion}.`;
  return `The server answered ${status.code}.${said}`;
}
