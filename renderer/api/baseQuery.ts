import type { BaseQueryFn } from "@reduxjs/toolkit/query";
import type { Channel, Request } from "../../shared/ipc/contract.ts";
import type { AppError } from "../../shared/kernel/result.ts";
import { bridge } from "./bridge.ts";

/** One call of one channel. */
export interface Call {
  channel: Channel;
  request: unknown;
}

/** Set on endpoints whose failure is shown where it was caused, so that no toast repeats it. */
export interface CallOptions {
  inline?: boolean;
}

/** RTK Query over the contract: the answer's value is the data, its AppError the error. */
export const contractQuery: BaseQueryFn<Call, unknown, AppError, CallOptions, CallOptions> = async (call, _api, options) => {
  const result = await bridge().invoke(call.channel, call.request as Request<Channel>);
  const meta: CallOptions = options ?? {};
  return result.ok ? { data: result.value, meta } : { error: result.error, meta };
};
