import type { Bridge } from "../../shared/ipc/bridge.ts";
import type { Channel, EventName } from "../../shared/ipc/contract.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";

/** What the bridge needs of Electron. */
export interface Wire {
  invoke(name: string, request: unknown): Promise<unknown>;
  /** Returns the function that ends the listening. */
  on(name: string, listener: (payload: unknown) => void): () => void;
  pathOf(file: File): string;
}

/** Name under which a channel crosses to the main process. */
export const callName = (channel: Channel): string => `call:${channel}`;
/** Name under which an event crosses to the window. */
export const eventName = (event: EventName): string => `event:${event}`;

type Call = (request: unknown) => Promise<Result<unknown>>;
type Subscribe = (listener: (payload: unknown) => void) => () => void;

/**
 * The window's bridge in Electron: one function per channel and per event of the contract, chosen by name. A name that
 * the contract does not have reaches nothing.
 */
export function createElectronBridge(channels: readonly Channel[], events: readonly EventName[], wire: Wire): Bridge<File> {
  const calls = new Map<string, Call>(channels.map((channel) => [channel, (request) => call(wire, channel, request)]));
  const subscriptions = new Map<string, Subscribe>(
    events.map((event) => [event, (listener) => wire.on(eventName(event), listener)]),
  );
  const bridge = {
    host: "electron" as const,
    invoke: (channel: string, request: unknown): Promise<Result<unknown>> =>
      calls.get(channel)?.(request) ?? Promise.resolve(fail("invalid-request", `There is no channel "${channel}".`)),
    subscribe: (event: string, listener: (payload: unknown) => void): (() => void) =>
      subscriptions.get(event)?.(listener) ?? (() => undefined),
    pathOf: (file: File): Promise<Result<string>> => Promise.resolve(pathOf(wire, file)),
  };
  return bridge as Bridge<File>;
}

async function call(wire: Wire, channel: Channel, request: unknown): Promise<Result<unknown>> {
  try {
    return (await wire.invoke(callName(channel), request)) as Result<unknown>;
  } catch (error) {
    return fail("unreachable", `Sallyport did not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pathOf(wire: Wire, file: File): Result<string> {
  const path = wire.pathOf(file);
  return path ? ok(path) : fail("unreadable", `"${file.name}" is not a file on this machine.`);
}
