import type { Channel, Request, Response } from "../../shared/ipc/contract.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { bridge } from "./bridge.ts";

/**
 * Asks the trusted side as things are now; nothing is kept of the answer. Past the cache, in which an answer that nobody
 * subscribes to can be gone before whoever asked has read it: no draft, it would seem, where there is one.
 */
export function readNow<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Response<C>>> {
  return bridge().invoke(channel, request);
}
