import type { EventName, Events } from "../../shared/ipc/contract.ts";
import type { Result } from "../../shared/kernel/result.ts";

/** The application as a window's host sees it: one door in, one stream of events out. `main/app.ts` builds it. */
export interface Application {
  /** Answers a call. Neither the channel's name nor the request has been checked yet. */
  handle(channel: string, request: unknown): Promise<Result<unknown>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: <E extends EventName>(event: E, payload: Events[E]) => void): () => void;
  /** Ends running work, writes what is not written yet. */
  close(): Promise<void>;
}
