import { useDispatch } from "react-redux";
import type { Channel, Request, Response, Topic } from "../../shared/ipc/contract.ts";
import type { AppError } from "../../shared/kernel/result.ts";
import { api } from "./api.ts";
import { bridge } from "./bridge.ts";

/** What came of a call, as a mutation's trigger answers. */
export type Answer<T> = { data: T; error?: undefined } | { data?: undefined; error: AppError };

/**
 * Calls a channel whose request holds a passphrase. It goes past Redux: no action, no state and no tool that watches them
 * ever sees the passphrase, and nothing is kept of the request. `topics` are what the call may change.
 */
export function useSecretCall<C extends Channel>(channel: C, topics: Topic[]): (request: Request<C>) => Promise<Answer<Response<C>>> {
  const dispatch = useDispatch();
  return async (request) => {
    const result = await bridge().invoke(channel, request);
    dispatch(api.util.invalidateTags(topics));
    return result.ok ? { data: result.value } : { error: result.error };
  };
}
