import type { MethodNames } from "../../main/workers/rpc.ts";

/** A small interface served by `echo-worker.ts`, to test the transport alone. */
export interface Echo {
  echo(value: unknown): Promise<unknown>;
  /** Sends the bytes to the host, then answers how many bytes it still holds. */
  lengthAfterSending(request: { bytes: Uint8Array }): Promise<number>;
  refuse(): Promise<never>;
  bug(): Promise<never>;
  unclonable(): Promise<unknown>;
  /** Raises `count` events one after another, and answers the last acknowledgement. */
  countTo(request: { count: number }): Promise<number>;
  die(): Promise<null>;
}

export interface EchoEvents {
  step(i: number): Promise<number>;
  bytes(bytes: Uint8Array): Promise<void>;
  fails(): Promise<void>;
}

export const ECHO_METHODS: MethodNames<Echo> = {
  echo: true, lengthAfterSending: true, refuse: true, bug: true, unclonable: true, countTo: true, die: true,
};
export const ECHO_EVENTS: MethodNames<EchoEvents> = { step: true, bytes: true, fails: true };
