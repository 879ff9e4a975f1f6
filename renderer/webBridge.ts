import type { EventName, Events } from "../shared/ipc/contract.ts";
import { EVENT_NAMES, TOPICS } from "../shared/ipc/contract.ts";
import type { Job } from "../shared/ipc/types.ts";
import { fail, type Result } from "../shared/kernel/result.ts";
import type { WindowBridge } from "./api/bridge.ts";

/** Pause before the event stream is opened again after the server ended or refused it. */
const REOPEN_MS = 2000;

type Listener = (payload: never) => void;

/** The window on the web host: calls by fetch, events by server-sent events, both on the page's own origin. */
export function createWebBridge(): WindowBridge {
  const listeners: Record<EventName, Set<Listener>> = { job: new Set(), changed: new Set() };

  function emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of listeners[event]) (listener as (payload: Events[E]) => void)(payload);
  }

  const bridge = {
    host: "web",
    invoke: (channel, request) => post(`/ipc/${channel}`, request === undefined ? undefined : JSON.stringify(request)),
    subscribe: (event, listener) => {
      listeners[event].add(listener as Listener);
      return () => listeners[event].delete(listener as Listener);
    },
    pathOf: (file) => post(`/upload?name=${encodeURIComponent(file.name)}`, file),
  } as WindowBridge;

  keepListening(emit, () => catchUp(bridge, emit));
  return bridge;
}

type Emit = <E extends EventName>(event: E, payload: Events[E]) => void;

async function post<T>(path: string, body: string | File | undefined): Promise<Result<T>> {
  const type = body instanceof File ? "application/octet-stream" : "application/json";
  try {
    const response = await fetch(path, { method: "POST", headers: { "content-type": type }, body: body ?? null });
    return (await response.json()) as Result<T>;
  } catch {
    return fail("unreachable", "Sallyport's server does not answer. Start it again in its terminal and open the address it prints; nothing saved is lost.");
  }
}

/**
 * Holds the event stream open while the page is visible: a browser allows only six connections to one server, and each
 * hidden page would keep one. Whenever a stream opens again, what was missed is made up for.
 */
function keepListening(emit: Emit, opened: () => void): void {
  let source: EventSource | undefined;
  let openedBefore = false;

  function open(): void {
    if (source || document.hidden) return;
    const opening = new EventSource("/events");
    source = opening;
    opening.addEventListener("open", () => {
      if (openedBefore) opened();
      openedBefore = true;
    });
    opening.addEventListener("error", () => {
      // A lost connection is retried by the browser; a refused one is closed for good.
      if (opening.readyState !== EventSource.CLOSED) return;
      close(opening);
      setTimeout(open, REOPEN_MS);
    });
    for (const event of EVENT_NAMES) {
      opening.addEventListener(event, (message: MessageEvent<string>) => emit(event, JSON.parse(message.data)));
    }
  }

  function close(closing: EventSource | undefined): void {
    closing?.close();
    if (source === closing) source = undefined;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close(source) : open()));
  // A page kept for the back button would hold its connection.
  window.addEventListener("pagehide", () => close(source));
  window.addEventListener("pageshow", open);
  open();
}

/** Everything may have changed while nobody listened. */
async function catchUp(bridge: WindowBridge, emit: Emit): Promise<void> {
  emit("changed", { topics: [...TOPICS] });
  const jobs = await bridge.invoke("jobs.list", undefined);
  if (jobs.ok) for (const job of jobs.value satisfies Job[]) emit("job", job);
}
