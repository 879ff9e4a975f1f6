import { isObject } from "../../../shared/kernel/json.ts";
import type { AppError } from "../../../shared/kernel/result.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import type { Reply } from "../http/client.ts";
import type { Session } from "../session.ts";
import { fetchPage, statusError, type ListLimits } from "./fetchPage.ts";
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
  pause?: () => Promise<void> | undefined;
}

/** How a resource's list ended, with how many objects were handed out. */
export type ListOutcome =
  | { type: "complete"; objects: number }
  | { type: "refused"; objects: number; status: ApiStatus }
  | { type: "failed"; objects: number; error: AppError };

/**
 * Lists one resource over all namespaces, page by page, into the sink. The next page is asked for while this one is
 * still being read. An object is handed out once, even when a page or the whole list has to be read again.
 */
export async function listResource(listing: ResourceListing): Promise<ListOutcome> {
  const { session, resource, limits, signal, onProgress } = listing;
  const deliver = createDelivery(listing);
  const ahead = createAhead((token, limit) => session.get(listPath(resource, limit, token)));
  const ended = <T extends object>(outcome: T) => ({ ...outcome, objects: deliver.count() });
  let token: string | undefined;
  let seenTokens = new Set<string>();
  let freshLists = 0;
  deliver.beginPass();

  try {
    while (true) {
      const outcome = await fetchPage({
        session, limits, signal,
        request: (limit) => ahead.take(token, limit),
        handlers: {
          metadata: ({ continueToken }) => { if (continueToken !== undefined && !seenTokens.has(continueToken)) ahead.start(continueToken, limits.pageSize); },
          item: (item) => {
            deliver.item(item);
            return listing.pause?.();
          },
        },
        onWait: (why) => {
          deliver.repeatPage();
          onProgress({ what: `${resource.name}: ${why}`, newObjects: 0 });
        },
      });
      if (outcome.type === "refused" || outcome.type === "failed") return ended(outcome);
      if (outcome.type === "expired") {
        const anew = freshLists < limits.freshLists;
        freshLists++;
        // A list that takes longer than the server keeps its data would begin anew for ever; the server's own token goes on from here.
        if (!anew && outcome.status.continueToken === undefined) return ended({ type: "failed" as const, error: expiredTooOften(session, outcome.status) });
        token = anew ? undefined : outcome.status.continueToken;
        seenTokens = new Set();
        deliver.beginPass();
        onProgress({ what: `${resource.name}: the list expired, ${anew ? "reading it again from its beginning" : "going on in newer data"}`, newObjects: 0 });
        continue;
      }

      const { continueToken, remaining } = outcome.metadata;
      onProgress({ what: remaining === undefined ? resource.name : `${resource.name} (${remaining} to come)`, newObjects: deliver.endPage() });
      if (continueToken === undefined) return ended({ type: "complete" as const });
      if (seenTokens.has(continueToken) || deliver.isGoingInCircles()) return ended({ type: "failed" as const, error: endless(session, resource) });
      seenTokens.add(continueToken);
      token = continueToken;
    }
  } finally {
    ahead.drop();
  }
}

interface Delivery {
  item(item: unknown): void;
  count(): number;
  /** The list begins anew: everything handed out so far may come again. */
  beginPass(): void;
  /** The page is asked for again: what it gave may come again. */
  repeatPage(): void;
  /** Objects handed out since the last page. */
  endPage(): number;
  /** More objects came again than there are reasons for: the server gives the same pages over and over. */
  isGoingInCircles(): boolean;
}

function createDelivery({ session, resource, sink }: ResourceListing): Delivery {
  const file = `context/${session.context.name}/${resource.name}`;
  const seen = new Set<string>();
  let index = 0;
  let itemsOfPage = 0;
  let newOfPage = 0;
  let repeated = 0;
  let allowedRepeats = 0;
  let emptyPages = 0;

  return {
    item(item) {
      itemsOfPage++;
      const id = identity(item);
      if (id === undefined) {
        sink.unreadable({ file, index: index++, message: "This item of the list is not an object with a name." });
        return;
      }
      if (seen.has(id)) {
        repeated++;
        return;
      }
      seen.add(id);
      newOfPage++;
      // Items of a typed list do not repeat what they are.
      sink.object(Object.assign(item as object, { apiVersion: resource.apiVersion, kind: resource.kind }), { file, index: index++ });
    },
    count: () => seen.size,
    beginPass() {
      repeated = 0;
      allowedRepeats = seen.size;
      emptyPages = 0;
      itemsOfPage = 0;
    },
    repeatPage() {
      allowedRepeats += itemsOfPage;
      itemsOfPage = 0;
    },
    endPage() {
      emptyPages = itemsOfPage === 0 ? emptyPages + 1 : 0;
      itemsOfPage = 0;
      const handedOut = newOfPage;
      newOfPage = 0;
      return handedOut;
    },
    isGoingInCircles: () => repeated > allowedRepeats || emptyPages >= MAX_EMPTY_PAGES,
  };
}

/** A list without selectors has no empty pages in the middle. */
const MAX_EMPTY_PAGES = 10;

/** The uid; where a server gives none, namespace and name are as good within one resource. */
function identity(item: unknown): string | undefined {
  const metadata = isObject(item) ? item["metadata"] : undefined;
  if (!isObject(metadata)) return undefined;
  if (typeof metadata["uid"] === "string") return metadata["uid"];
  if (typeof metadata["name"] !== "string") return undefined;
  return `${typeof metadata["namespace"] === "string" ? metadata["namespace"] : ""}/${metadata["name"]}`;
}

/** One page asked for before it is needed. */
interface Ahead {
  start(token: string, limit: number): void;
  /** The answer asked for ahead, if it is the one wanted; else asks now. */
  take(token: string | undefined, limit: number): Promise<Reply>;
  /** Ends what was asked for and not taken. */
  drop(): void;
}

function createAhead(ask: (token: string | undefined, limit: number) => Promise<Reply>): Ahead {
  let pending: { token: string; limit: number; reply: Promise<Reply> } | undefined;
  const drop = () => {
    pending?.reply.then((reply) => reply.discard(), () => undefined);
    pending = undefined;
  };
  return {
    start(token, limit) {
      if (pending?.token === token) return;
      drop();
      const reply = ask(token, limit);
      // Its failure matters only to whoever takes it.
      reply.catch(() => undefined);
      pending = { token, limit, reply };
    },
    take(token, limit) {
      const { reply } = pending?.token === token && pending?.limit === limit ? pending : { reply: undefined };
      if (reply) pending = undefined;
      else if (pending?.token === token) drop();
      return reply ?? ask(token, limit);
    },
    drop,
  };
}

function expiredTooOften(session: Session, status: ApiStatus): AppError {
  return { ...statusError(session, status), message: "The list expired again and again before it could be read to its end.", details: { remedy: "Try again on a faster connection." } };
}

function endless(session: Session, resource: ListedResource): AppError {
  return {
    code: "unreachable",
    message: `The server of context "${session.context.name}" gives the same pages of ${resource.name} over and over.`,
    details: { remedy: "Check what is between this computer and the cluster; a real API server does not do this." },
  };
}
