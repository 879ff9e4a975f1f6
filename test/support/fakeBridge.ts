import type { Channel, EventName, Events, Request, Response } from "../../shared/ipc/contract.ts";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { WindowBridge } from "../../renderer/api/bridge.ts";

/** What a fake trusted side answers, by channel. A handler refuses by throwing an AppFailure. */
export type Handlers = { [C in Channel]?: (request: Request<C>) => Response<C> | Promise<Response<C>> };

export interface FakeBridge extends WindowBridge {
  /** Every call so far, in order. */
  calls: { channel: Channel; request: unknown }[];
  /** The requests of one channel's calls. */
  requests<C extends Channel>(channel: C): Request<C>[];
  /** Tells the window something unasked. */
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  /** Replaces or adds handlers. */
  answer(handlers: Handlers): void;
}

/** A bridge without a trusted side: it answers from handlers and keeps what was asked. A channel without one fails. */
export function createFakeBridge(handlers: Handlers): FakeBridge {
  const known: Handlers = { ...handlers };
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const calls: FakeBridge["calls"] = [];
  return {
    host: "web",
    calls,
    requests: <C extends Channel>(channel: C) => calls.filter((call) => call.channel === channel).map((call) => call.request as Request<C>),
    answer: (more) => void Object.assign(known, more),
    emit: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload as never)),
    subscribe: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => set.delete(listener as (payload: never) => void);
    },
    pathOf: (file) => Promise.resolve(ok(`/dropped/${file.name}`)),
    invoke: async <C extends Channel>(channel: C, request: Request<C>) => {
      calls.push({ channel, request });
      const handler = known[channel] as ((request: Request<C>) => Response<C> | Promise<Response<C>>) | undefined;
      if (!handler) return fail("not-supported", `The fake bridge has no answer for ${channel}.`);
      try {
        return ok(await handler(request));
      } catch (error) {
        if (error instanceof AppFailure) return { ok: false, error: error.error };
        throw error;
      }
    },
  };
}
