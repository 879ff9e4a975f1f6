import type { AppError } from "../../../shared/kernel/result.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Walker } from "../../files/walker/index.ts";
import type { Session } from "../session.ts";
import { createAhead, type Ahead } from "./ahead.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import { fetchPage, statusError, type ListLimits } from "./fetchPage.ts";
import type { Gathering } from "./page.ts";
import { listPath, type ListedResource } from "./resources.ts";
import type { ApiStatus } from "./status.ts";

export interface ResourceListing {
  session: Session;
  resource: ListedResource;
  sink: ObjectSink;
  limits: ListLimits;
  signal: AbortSignal;
  onProgress: (progress: { what: string; newObjects: number }) => void;
  /** Asked after each object; a promise is waited for. */
  pause?: (() => Promise<void> | undefined) | undefined;
  /** For a sink that takes facts in rows. */
  walking?: Walking | undefined;
}

/** What walks the pages of all lists. */
export interface Walking {
  walker: Walker;
  gathering: Gathering;
}

/** A list may grow while it is read, but not without end: by so much more than its first page said. */
const FACTOR = 2;
const MARGIN = 10_000;

/** How a list ended, with how many objects it handed out. */
export type ListOutcome =
  | { type: "complete"; objects: number }
  | { type: "refused"; objects: number; status: ApiStatus }
  | { type: "failed"; objects: number; error: AppError };

/** How the list of one namespace ended; `undefined` stands for all namespaces at once. */
export interface ScopeOutcome {
  namespace: string | undefined;
  outcome: ListOutcome;
}

/**
 * Lists one resource, over all namespaces at once or in those given one after the other, page by page, into the sink. The
 * next page is asked for while this one is still being read, and so is the first one of the next namespace. An object is
 * handed out once, even when a page or a whole list has to be read again. After a list that failed, others are not tried.
 */
export async function listResource(listing: ResourceListing, scopes: readonly (string | undefined)[]): Promise<ScopeOutcome[]> {
  const { session, resource, sink } = listing;
  const delivery = createDelivery(sink, resource, `context/${session.context.name}/${resource.name}`);
  const ahead = createAhead((path) => session.get(path));
  const outcomes: ScopeOutcome[] = [];
  const moment: Moment = {};
  try {
    for (const [place, namespace] of scopes.entries()) {
      const outcome = await listScope(listing, { delivery, ahead, moment, namespace, next: scopes[place + 1] });
      outcomes.push({ namespace, outcome });
      if (outcome.type === "failed") break;
    }
  } finally {
    ahead.drop();
  }
  return outcomes;
}

/** Lists of several namespaces are all of the moment of the first one, as long as the server still has its data. */
interface Moment {
  version?: string | undefined;
}

interface Scope {
  delivery: Delivery;
  ahead: Ahead;
  moment: Moment;
  namespace: string | undefined;
  /** The namespace whose list follows. */
  next: string | undefined;
}

async function listScope(listing: ResourceListing, { delivery, ahead, moment, namespace, next }: Scope): Promise<ListOutcome> {
  const { session, resource, limits, signal, pause, walking } = listing;
  const label = namespace === undefined ? resource.name : `${resource.name} of ${namespace}`;
  const tell = (what: string, newObjects = 0) => listing.onProgress({ what, newObjects });
  const pathOf = (token: string | undefined, limit: number) => listPath(resource, { namespace, limit, token, version: moment.version });
  const before = delivery.count();
  const ended = <T extends object>(outcome: T) => ({ ...outcome, objects: delivery.count() - before });
  let most = limits.objects;
  let token: string | undefined;
  let seenTokens = new Set<string>();
  let freshLists = 0;
  delivery.beginPass();

  while (true) {
    const isFirst = token === undefined;
    const outcome = await fetchPage({
      session, limits, signal,
      request: (limit) => ahead.take(pathOf(token, limit)),
      handlers: {
        metadata({ continueToken, version, remaining = 0 }) {
          if (continueToken !== undefined && Math.max(remaining, delivery.count()) >= limits.many) session.expectMuch();
          if (continueToken !== undefined && !seenTokens.has(continueToken)) ahead.start(pathOf(continueToken, limits.pageSize));
          if (!isFirst || next === undefined) return;
          moment.version ??= version;
          ahead.start(listPath(resource, { namespace: next, limit: limits.pageSize, version: moment.version }));
        },
        item(item) {
          delivery.item(item);
          return pause?.();
        },
        ...(walking && { walk: { ...walking, typed: resource, rows: delivery.rows, pause } }),
      },
      onWait(why) {
        // What was asked for ahead keeps connections busy, and may not be what follows now.
        ahead.drop();
        delivery.repeatPage();
        tell(`${label}: ${why}`);
      },
    });
    if (outcome.type === "failed") return ended(outcome);
    if (outcome.type === "refused") {
      // A server that knows no exact lists gives the newest data.
      if (outcome.status.code !== 400 || !isFirst || moment.version === undefined) return ended(outcome);
      moment.version = undefined;
      continue;
    }
    if (outcome.type === "expired") {
      const anew = freshLists < limits.freshLists;
      freshLists++;
      // A list that takes longer than the server keeps its data would begin anew for ever; the server's own token goes on from here.
      if (!anew && outcome.status.continueToken === undefined) return ended({ type: "failed" as const, error: expiredTooOften(session, outcome.status) });
      token = anew ? undefined : outcome.status.continueToken;
      moment.version = undefined;
      seenTokens = new Set();
      ahead.drop();
      delivery.beginPass();
      tell(`${label}: the list expired, ${anew ? "reading it again from its beginning" : "going on in newer data"}`);
      continue;
    }

    const { continueToken, remaining } = outcome.metadata;
    const isNew = delivery.endPage();
    if (isFirst) most = mostObjects(limits, isNew, remaining);
    tell(remaining === undefined ? label : `${label} (${remaining} to come)`, isNew);
    if (continueToken === undefined) return ended({ type: "complete" as const });
    if (seenTokens.has(continueToken) || delivery.isGoingInCircles()) return ended({ type: "failed" as const, error: endless(session, resource) });
    if (delivery.count() - before > most) return ended({ type: "failed" as const, error: tooMany(session, resource, most) });
    seenTokens.add(continueToken);
    token = continueToken;
  }
}

/** How many objects a list may have whose first page has so many and says how many follow. */
function mostObjects(limits: ListLimits, listed: number, remaining: number | undefined): number {
  return remaining === undefined ? limits.objects : Math.min(limits.objects, FACTOR * (listed + remaining) + MARGIN);
}

function expiredTooOften(session: Session, status: ApiStatus): AppError {
  return { ...statusError(session, status), message: "The list expired again and again before it could be read to its end.", details: { remedy: "Try again on a faster connection." } };
}

const NO_REAL_SERVER = { remedy: "Check what is between this computer and the cluster; a real API server does not do this." };

function endless(session: Session, resource: ListedResource): AppError {
  return {
    code: "unreachable",
    message: `The server of context "${session.context.name}" gives the same pages of ${resource.name} over and over.`,
    details: NO_REAL_SERVER,
  };
}

function tooMany(session: Session, resource: ListedResource, limit: number): AppError {
  return {
    code: "too-large",
    message: `The server of context "${session.context.name}" gives more than ${limit} ${resource.name} and no end of them.`,
    details: NO_REAL_SERVER,
  };
}
