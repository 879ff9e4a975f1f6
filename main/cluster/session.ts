import { AppFailure, fail, ok, type AppError, type Result } from "../../shared/kernel/result.ts";
import { loadCredentials, type Credentials } from "./auth/credentials.ts";
import { clockWarning } from "./clock.ts";
import { createHttpClient, HTTP_LIMITS, type HttpClient, type HttpLimits, type Reply } from "./http/client.ts";
import type { OnConnection } from "./http/dial.ts";
import { connectionError } from "./http/failures.ts";
import type { HttpThread } from "./http/thread/client.ts";
import { createRateLimit } from "./http/rateLimit.ts";
import { resolveContext, type ResolvedContext } from "./kubeconfig/context.ts";
import { readKubeconfigs, type Environment } from "./kubeconfig/files.ts";
import { clientCertificateWarning, readTlsMaterial } from "./kubeconfig/material.ts";
import { mergeKubeconfigs } from "./kubeconfig/merge.ts";

export interface SessionRequest {
  context: string;
  /** Files the user named; the usual ones are read too. */
  kubeconfigs: string[];
  /** The user agreed to the context's exec plugin. */
  allowExec: boolean;
  environment: Environment;
  signal: AbortSignal;
  onConnection: OnConnection;
  /** Most requests a second; without it as fast as the server answers. */
  requestsPerSecond?: number;
  limits?: Partial<HttpLimits>;
  /** Starts a thread for the connections of large lists; undefined where there can be none. */
  startThread?: () => HttpThread | undefined;
}

/** Requests to one context's API server as its user. */
export interface Session {
  context: ResolvedContext;
  /**
   * Asks once; with credentials renewed, where they can be, when the server no longer takes them. Rejects with Node's
   * error when the connection fails, with an `AppFailure` when the user cannot sign in.
   */
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  /** Says when the client certificate is out of its time: the likely reason for any refusal. */
  certificateWarning(): string | undefined;
  /** Says when the server's clock, as its last answer told it, and this computer's are too far apart. */
  clockWarning(): string | undefined;
  /** An error of `get`, `post` or of reading a body, in words; bugs are thrown again. */
  explain(error: unknown): AppError;
  /** Much is going to be asked: from when it is ready, a thread of its own does it. */
  expectMuch(): void;
  /** Bytes of bodies read so far, unpacked. */
  bytesRead(): number;
  /** Whether the server has answered at all, with whatever. */
  hasAnswered(): boolean;
  close(): void;
}

/** Reads the kubeconfigs, signs in as far as that needs no connection, and connects to nothing yet. */
export async function openSession(request: SessionRequest): Promise<Result<Session>> {
  const files = await readKubeconfigs(request.environment, request.kubeconfigs);
  const resolved = resolveContext(mergeKubeconfigs(files), request.context);
  if (!resolved.ok) {
    const unread = files.flatMap(({ path, problem, warning }) => (problem ?? warning) === undefined ? [] : [`${path}: ${problem ?? warning}`]);
    if (resolved.error.code !== "not-found" || unread.length === 0) return resolved;
    return fail("not-found", `${resolved.error.message} Not everything could be read: ${unread.join("; ")}.`, resolved.error.details);
  }
  const context = resolved.value;
  const material = await readTlsMaterial(context);
  if (!material.ok) return material;
  const load = () => loadCredentials(context, material.value, request.allowExec, request.signal);
  const first = await load();
  if (!first.ok) return first;

  const limits = { ...HTTP_LIMITS, ...request.limits };
  let thread: HttpThread | undefined;
  const connect = ({ material: own }: Credentials, before?: HttpClient): HttpClient => {
    const create = thread?.isReady() ? thread.createClient : createHttpClient;
    return create({ context, material: own, onConnection: request.onConnection, limits, onBytes: (size) => { bytes += size; }, observed: before?.observed() });
  };
  let bytes = 0;
  let clock: string | undefined;
  let answered = false;
  const turn = createRateLimit(request.requestsPerSecond);
  let current = first.value;
  let client = connect(current);
  let isInThread = false;
  let renewal: Promise<Result<Credentials>> | undefined;

  /** Requests that are refused together share one renewal. */
  const renew = async (refused: Credentials): Promise<void> => {
    if (current !== refused) return;
    renewal ??= load().finally(() => { renewal = undefined; });
    const renewed = await renewal;
    if (!renewed.ok) throw new AppFailure(renewed.error);
    if (current !== refused) return;
    const { cert } = current.material;
    current = renewed.value;
    if (current.material.cert === cert) return;
    // Connections carry the certificate they were opened with.
    const replaced: HttpClient = client;
    client = connect(current, replaced);
    replaced.close();
  };

  /** Goes over to the thread when it is ready, and back when it has died. */
  const choose = (): HttpClient => {
    const isReady = thread?.isReady() ?? false;
    if (isReady !== isInThread) {
      isInThread = isReady;
      const replaced: HttpClient = client;
      client = connect(current, replaced);
      replaced.retire();
    }
    return client;
  };

  const ask = async (method: "GET" | "POST", path: string, body?: unknown): Promise<Reply> => {
    const send = async () => {
      await turn(request.signal);
      return choose().request({
        method, path, signal: request.signal,
        // What nobody has counted must not be asked where requests are counted.
        follow: method === "GET" && request.requestsPerSecond === undefined,
        headers: { accept: "application/json", ...current.headers, ...(body !== undefined && { "content-type": "application/json" }) },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    };
    const used = current;
    const reply = await send();
    answered = true;
    clock = clockWarning(reply.headers.date, Date.now());
    if (reply.status !== 401 || !used.renewable) return reply;
    reply.discard();
    await renew(used);
    return send();
  };

  const certificateWarning = () => clientCertificateWarning(current.material, new Date());

  return ok({
    context,
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    certificateWarning,
    clockWarning: () => clock,
    explain: (error) => explainFailure(error, request.signal, context, certificateWarning()),
    expectMuch: () => { thread ??= request.startThread?.(); },
    bytesRead: () => bytes,
    hasAnswered: () => answered,
    close() {
      client.close();
      thread?.close();
    },
  });
}

function explainFailure(error: unknown, signal: AbortSignal, context: ResolvedContext, certificateWarning: string | undefined): AppError {
  if (signal.aborted) return { code: "cancelled", message: "Cancelled." };
  if (error instanceof AppFailure) return error.error;
  const explained = connectionError(error, context);
  return certificateWarning === undefined ? explained : { ...explained, message: `${explained.message} ${certificateWarning}` };
}
