import { z } from "zod";
import type { Reachability } from "../../shared/ipc/types.ts";
import { fail, ok, type AppError, type Result } from "../../shared/kernel/result.ts";
import type { OnConnection } from "./http/dial.ts";
import type { Environment } from "./kubeconfig/files.ts";
import { statusError, unauthorized } from "./listing/fetchPage.ts";
import { readJson } from "./listing/readJson.ts";
import { clusterRights, namespaceRights } from "./listing/rights.ts";
import { readStatus } from "./listing/status.ts";
import { openSession, type Session } from "./session.ts";
import { inWords } from "./words.ts";

export interface CheckRequest {
  context: string;
  kubeconfigs: string[];
  allowExec: boolean;
  environment: Environment;
  onConnection?: OnConnection;
  /** Longest time for one answer, and twice as long for all of them, an exec plugin aside. Milliseconds; default 5 s. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

const versionSchema = z.object({ gitVersion: z.string() });

/**
 * Whether the API server of a context answers, in which version, and which of the listed resources its user may list.
 * A server that cannot be reached is an answer; a context that cannot be used, or a plugin not agreed to, is a failure.
 */
export async function checkContext(request: CheckRequest): Promise<Result<Reachability>> {
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
  const stop = new AbortController();
  const opened = await openSession({
    ...request, signal: stop.signal, onConnection: request.onConnection ?? (() => undefined),
    // A check is one connection: what it asks is asked one after the other.
    limits: { silenceMs: timeoutMs, answerMs: timeoutMs, connections: 1 },
  });
  if (!opened.ok) return opened;
  const session = opened.value;
  const timer = setTimeout(() => stop.abort(), 2 * timeoutMs);
  try {
    return ok(await examine(session, request.context));
  } catch (error) {
    const explained = stop.signal.aborted ? notInTime(session, 2 * timeoutMs) : session.explain(error);
    if (explained.code !== "unreachable" && explained.code !== "unauthorized") return { ok: false, error: explained };
    return ok({ context: request.context, reachable: session.hasAnswered(), rights: [], message: inWords(explained) });
  } finally {
    clearTimeout(timer);
    session.close();
  }
}

async function examine(session: Session, context: string): Promise<Reachability> {
  const reply = await session.get("/version");
  const skew = session.clockWarning();
  const answer = (rest: Partial<Reachability>): Reachability => {
    const message = [rest.message, skew].filter((part) => part !== undefined).join(" ");
    return { context, reachable: true, rights: [], ...rest, ...(message !== "" && { message }) };
  };
  if (reply.status === 401) return answer({ message: inWords(unauthorized(session, await readStatus(reply))) });
  // Some clusters keep their version from users; their rights can be asked for all the same.
  const version = reply.status === 200 ? versionSchema.safeParse(await readJson(reply)) : undefined;
  if (version?.success === false) return answer({ reachable: false, message: inWords(notKubernetes(session)) });
  if (reply.status !== 200 && reply.status !== 403) return answer({ message: inWords(statusError(session, await readStatus(reply))) });
  if (!version) reply.discard();

  const serverVersion = version?.data?.gitVersion;
  const asked = await clusterRights(session);
  const rights = asked.flatMap(({ resource, allowed }) => (allowed === undefined ? [] : [{ resource: resource.name, allowed }]));
  const unknown = asked.find(({ allowed }) => allowed === undefined);
  return answer({
    ...(serverVersion !== undefined && { serverVersion }),
    rights,
    ...(rights.some(({ allowed }) => !allowed) && (await inOwnNamespace(session, rights))),
    ...(unknown?.message !== undefined && { message: unknown.message }),
  });
}

/** What may be listed in the context's own namespace and not at cluster scope: it will be read there alone. */
async function inOwnNamespace(session: Session, rights: Reachability["rights"]): Promise<Pick<Reachability, "namespaceRights">> {
  const { namespace } = session.context;
  const allowed = await namespaceRights(session, namespace);
  const resources = rights.filter((right) => !right.allowed && allowed?.has(right.resource)).map(({ resource }) => resource);
  return resources.length > 0 ? { namespaceRights: { namespace, resources } } : {};
}

function notKubernetes(session: Session): AppError {
  const { cluster } = session.context;
  return {
    code: "unreachable",
    message: `What answers at ${cluster.value.server ?? ""} is not a Kubernetes API server.`,
    details: { remedy: `Check \`server\` of cluster "${cluster.name}" in ${cluster.file}.` },
  };
}

function notInTime(session: Session, timeoutMs: number): AppError {
  const failure = fail("unreachable", `${session.context.cluster.value.server ?? ""} did not answer within ${timeoutMs / 1000} s.`, {
    remedy: "Check that the cluster runs and that no firewall is in between.",
  });
  return failure.error;
}
