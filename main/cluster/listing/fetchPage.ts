import { setTimeout as sleep } from "node:timers/promises";
import { AppFailure, type AppError } from "../../../shared/kernel/result.ts";
import type { Reply } from "../http/client.ts";
import { codeOf, isTransient } from "../http/failures.ts";
import { authority } from "../kubeconfig/context.ts";
import type { Session } from "../session.ts";
import { BrokenPage, readPage, type PageHandlers, type PageMetadata } from "./page.ts";
import { readStatus, type ApiStatus } from "./status.ts";

export interface ListLimits {
  /** Objects asked for in one page. */
  pageSize: number;
  /** Times a page that fails is asked for. */
  attempts: number;
  /** First wait before asking again; doubles each time. Milliseconds. */
  backoffMs: number;
  /** Longest wait for one page that a server which throttles is granted in all. Milliseconds. */
  throttleMs: number;
  /** Times a list that expired is begun anew before it is continued in newer data. */
  freshLists: number;
  /** Objects beyond which a list is ended, where the server does not say how many there are. The largest clusters hold a few hundred thousand. */
  objects: number;
  /** So many objects to come, or come already where nobody says how many do, are worth a thread. */
  many: number;
}

export const LIST_LIMITS: ListLimits = { pageSize: 500, attempts: 5, backoffMs: 500, throttleMs: 120_000, freshLists: 2, objects: 1_000_000, many: 5_000 };

const LONGEST_BACKOFF_MS = 30_000;
const SMALLEST_PAGE = 25;

/** How asking for one page ended. */
export type PageOutcome =
  | { type: "page"; metadata: PageMetadata }
  /** 410: the data this list was begun with is gone. */
  | { type: "expired"; status: ApiStatus }
  /** Asking again would give the same answer. */
  | { type: "refused"; status: ApiStatus }
  /** It failed as often as it was tried, waiting would take too long, or the server no longer takes the user. */
  | { type: "failed"; error: AppError };

export interface FetchOptions {
  session: Session;
  /** Asks for the page with at most so many objects. */
  request: (limit: number) => Promise<Reply>;
  handlers: PageHandlers;
  limits: ListLimits;
  signal: AbortSignal;
  /** Tells people why it takes longer. */
  onWait: (why: string) => void;
}

/**
 * Asks for a page until it is there: waits as told when the server throttles, asks again after a failure with growing
 * waits and for fewer objects. Items of an answer that breaks off have been handed out; the same come again with the
 * next. Rejects when it is cancelled.
 */
export async function fetchPage({ session, request, handlers, limits, signal, onWait }: FetchOptions): Promise<PageOutcome> {
  let waited = 0;
  let throttled = 0;
  let limit = limits.pageSize;
  for (let attempt = 1; ; ) {
    const outcome = await tryOnce(session, await attempted(() => request(limit)), handlers);
    if (signal.aborted) throw new AppFailure({ code: "cancelled", message: "Cancelled." });
    if (outcome.type !== "again") return outcome;

    if (outcome.throttled) {
      const wait = outcome.waitMs ?? backoff(limits, ++throttled);
      if (waited + wait > limits.throttleMs) return { type: "failed", error: tooLong(session, wait, waited, outcome.error) };
      waited += wait;
      await pause(wait, signal, (left) => onWait(`the server is busy and asks to wait ${seconds(left)}`));
      continue;
    }
    if (attempt >= limits.attempts) return { type: "failed", error: outcome.error };
    const wait = outcome.waitMs !== undefined && outcome.waitMs <= LONGEST_BACKOFF_MS ? outcome.waitMs : backoff(limits, attempt);
    attempt += outcome.counts ?? 1;
    if (attempt > limits.attempts) return { type: "failed", error: outcome.error };
    limit = Math.max(SMALLEST_PAGE, Math.floor(limit / 2));
    const next = `Attempt ${attempt} of ${limits.attempts}`;
    await pause(wait, signal, (left) => onWait(`${outcome.error.message} ${next} in ${seconds(left)}`));
  }
}

type Attempt = { reply: Reply } | { error: unknown };

async function attempted(request: () => Promise<Reply>): Promise<Attempt> {
  try {
    return { reply: await request() };
  } catch (error) {
    return { error };
  }
}

/** `counts`: for so many attempts. One that took long in vain is not made as often. */
type Again = { type: "again"; error: AppError; throttled: boolean; waitMs?: number; counts?: number | undefined };

const COUNTS: Record<string, number> = { SILENT: 2, SLOW: 3 };

async function tryOnce(session: Session, attempt: Attempt, handlers: PageHandlers): Promise<PageOutcome | Again> {
  if ("error" in attempt) return afterError(session, attempt.error);
  const { reply } = attempt;
  try {
    if (reply.status === 200) return { type: "page", metadata: await readPage(reply, handlers) };
    return afterStatus(session, await readStatus(reply));
  } catch (error) {
    return afterError(session, error);
  }
}

function afterStatus(session: Session, status: ApiStatus): PageOutcome | Again {
  const again = (throttled: boolean): Again => ({ type: "again", throttled, error: statusError(session, status), waitMs: status.retryAfterMs });
  if (status.code === 410) return { type: "expired", status };
  if (status.code === 401) return { type: "failed", error: unauthorized(session, status) };
  if (status.code === 429) return again(true);
  if (status.code === 503 && status.retryAfterMs !== undefined) return again(true);
  if (status.code >= 500) return again(false);
  return { type: "refused", status };
}

function afterError(session: Session, error: unknown): PageOutcome | Again {
  if (error instanceof BrokenPage) {
    const server = authority(session.context.endpoint);
    const remedy = "Check that `server` in the kubeconfig is a Kubernetes API server, and what is between this computer and it.";
    return { type: "again", throttled: false, error: { code: "unreachable", message: `${server} sent no whole list: ${error.message}.`, details: { remedy } } };
  }
  const explained = session.explain(error);
  if (explained.code === "cancelled") throw new AppFailure(explained);
  if (!isTransient(error)) return { type: "failed", error: explained };
  return { type: "again", throttled: false, error: explained, counts: COUNTS[codeOf(error)] };
}

/** 401 in the user's words. */
export function unauthorized(session: Session, status: ApiStatus): AppError {
  const { context } = session;
  const who = context.user ? `user "${context.user.name}"` : "a user who gives no credentials";
  const warning = session.certificateWarning() ?? session.clockWarning();
  return {
    code: "unauthorized",
    message: `${authority(context.endpoint)} does not accept ${who} of context "${context.name}"${status.message ? ` (${status.message})` : ""}.${warning === undefined ? "" : ` ${warning}`}`,
    details: { file: context.user?.file ?? context.file, remedy: "Sign in again, or get a new token or certificate into the kubeconfig: it may have expired or been revoked." },
  };
}

/** Any other refusal in the user's words. */
export function statusError(session: Session, status: ApiStatus): AppError {
  const server = authority(session.context.endpoint);
  const said = status.webPage ? "with a web page, not as an API server" : status.message ? `"${status.message}"` : "without a reason";
  return {
    code: status.code === 403 ? "forbidden" : "unreachable",
    message: `${server} answered ${status.code}, ${said}.`,
    details: { remedy: status.code === 429 || status.code >= 500 ? "Try again later." : "Check that `server` in the kubeconfig is a Kubernetes API server." },
  };
}

function tooLong(session: Session, wait: number, waited: number, error: AppError): AppError {
  const server = authority(session.context.endpoint);
  const before = waited === 0 ? "" : `, after ${seconds(waited)} of waiting already`;
  return { ...error, message: `${server} is busy and asks to wait ${seconds(wait)}${before}.`, details: { remedy: "Try again later." } };
}

function backoff(limits: ListLimits, attempt: number): number {
  return Math.min(limits.backoffMs * 2 ** (attempt - 1), LONGEST_BACKOFF_MS);
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 100) / 10} s`;
}

/** Waits, and tells every second how long still. */
async function pause(ms: number, signal: AbortSignal, tell: (left: number) => void): Promise<void> {
  let left = ms;
  do {
    tell(left);
    const step = Math.min(left, 1000);
    try {
      await sleep(step, undefined, { signal });
    } catch {
      throw new AppFailure({ code: "cancelled", message: "Cancelled." });
    }
    left -= step;
  } while (left > 0);
}
