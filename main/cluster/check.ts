import type { V1SelfSubjectAccessReview } from "@kubernetes/client-node";
import { z } from "zod";
import type { Reachability } from "../../shared/ipc/types.ts";
import { fail, ok, type AppError, type Result } from "../../shared/kernel/result.ts";
import type { Reply } from "./http/client.ts";
import type { OnConnection } from "./http/dial.ts";
import type { Environment } from "./kubeconfig/files.ts";
import { statusError, unauthorized } from "./listing/fetchPage.ts";
import { RESOURCES, type ListedResource } from "./listing/resources.ts";
import { readStatus } from "./listing/status.ts";
import { openSession, type Session } from "./session.ts";
import { inWords } from "./words.ts";

export interface CheckRequest {
  context: string;
  kubeconfigs: string[];
  allowExec: boolean;
  environment: Environment;
  onConnection?: OnConnection;
  /** Longest time for the whole check, an exec plugin aside. Milliseconds; default 5 s. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** A clock that is this far off makes tokens and certificates fail. Milliseconds. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** Answers of these two calls are short. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const versionSchema = z.object({ gitVersion: z.string() });
const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * Whether the API server of a context answers, in which version, and which of the listed resources its user may list.
 * A server that cannot be reached is an answer; a context that cannot be used, or a plugin not agreed to, is a failure.
 */
export async function checkContext(request: CheckRequest): Promise<Result<Reachability>> {
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
  const stop = new AbortController();
  const opened = await openSession({
    ...request, signal: stop.signal, onConnection: request.onConnection ?? (() => undefined),
    limits: { silenceMs: timeoutMs, answerMs: timeoutMs },
  });
  if (!opened.ok) return opened;
  const session = opened.value;
  // Each call has the time limit of its own, all of them together too.
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    return ok(await examine(session, request.context));
  } catch (error) {
    const explained = stop.signal.aborted ? notInTime(session, timeoutMs) : session.explain(error);
    if (explained.code !== "unreachable" && explained.code !== "unauthorized") return { ok: false, error: explained };
    return ok({ context: request.context, reachable: session.hasAnswered(), rights: [], message: inWords(explained) });
  } finally {
    clearTimeout(timer);
    session.close();
  }
}

async function examine(session: Session, context: string): Promise<Reachability> {
  const reply = await session.get("/version");
  const skew = clockSkew(reply.headers.date, Date.now());
  const answer = (rest: Partial<Reachability>): Reachability => {
    const message = [rest.message, skew].filter((part) => part !== undefined).join(" ");
    return { context, reachable: true, rights: [], ...rest, ...(message !== "" && { message }) };
  };
  if (reply.status === 401) return answer({ message: inWords(unauthorized(session, await readStatus(reply))) });
  // Some clusters keep their version from users; their rights can be asked for all the same.
  const version = reply.status === 200 ? versionSchema.safeParse(await readJson(reply)) : undefined;
  if (version?.success === false) return answer({ reachable: false, message: inWords(notKubernetes(session)) });
  if (reply.status !== 200 && reply.status !== 403) return answer({ message: inWords(statusError(session, await readStatus(reply))) });

  const serverVersion = version?.data?.gitVersion;
  const rights = await Promise.all(RESOURCES.map((resource) => mayList(session, resource)));
  const known = rights.filter((right) => right.allowed !== undefined).map(({ resource, allowed }) => ({ resource, allowed: allowed === true }));
  return answer({
    ...(serverVersion !== undefined && { serverVersion }),
    rights: known,
    ...(known.length === 0 && { message: rights[0]?.message ?? "" }),
  });
}

/** Asks the server itself (SelfSubjectAccessReview): it knows every role, group and authorizer that counts. */
async function mayList(session: Session, resource: ListedResource): Promise<{ resource: string; allowed?: boolean; message?: string }> {
  const question: V1SelfSubjectAccessReview = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb: "list", group: resource.group, resource: resource.name } },
  };
  const reply = await session.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question);
  if (reply.status === 401) return { resource: resource.name, message: inWords(unauthorized(session, await readStatus(reply))) };
  if (reply.status !== 201 && reply.status !== 200) {
    return { resource: resource.name, message: `What may be listed cannot be found out. ${inWords(statusError(session, await readStatus(reply)))}` };
  }
  const review = reviewSchema.safeParse(await readJson(reply));
  return review.success ? { resource: resource.name, allowed: review.data.status.allowed } : { resource: resource.name, message: inWords(notKubernetes(session)) };
}

async function readJson(reply: Reply): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of reply.body) {
    parts.push(part);
    size += part.length;
    if (size > MAX_ANSWER_BYTES) return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString()) as unknown;
  } catch {
    return undefined;
  }
}

function clockSkew(date: string | undefined, now: number): string | undefined {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server) || Math.abs(server - now) <= CLOCK_TOLERANCE_MS) return undefined;
  const minutes = Math.round(Math.abs(server - now) / 60_000);
  return `This computer's clock and the server's are ${minutes} minutes apart: correct the one that is wrong, or tokens and certificates will fail.`;
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
