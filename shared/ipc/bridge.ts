import type { Result } from "../kernel/result.ts";
import type { Channel, EventName, Events, Request, Response } from "./contract.ts";

/**
 * What a host gives the window as `window.sallyport`: the same in Electron (preload) and on the web host (fetch and
 * server-sent events). `DroppedFile` is the DOM's File, which this layer does not know.
 */
export interface Bridge<DroppedFile = unknown> {
  host: "electron" | "web";
  /** Never rejects: a lost connection is an error with code `unreachable`. */
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Response<C>>>;
  /** Returns the function that ends the subscription. */
  subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** The path under which the trusted side can read a file dropped on the window (the web host uploads it first). */
  pathOf(file: DroppedFile): Promise<Result<string>>;
}
