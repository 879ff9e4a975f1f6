import { parentPort, Worker, workerData } from "node:worker_threads";
import type { ResourceLimits, Transferable } from "node:worker_threads";
import { AppFailure, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";

/**
 * The one transport between a host and its worker thread. Only the method names of an interface cross it, each call
 * with its arguments and its answer; events from the worker are calls in the other direction, so the worker may await
 * that the host has dealt with one.
 *
 * A `Uint8Array` that owns its whole buffer is moved, not copied: the sender must not use it afterwards.
 */

/** An interface whose methods can cross a thread. */
export type Methods<T> = { [M in keyof T]: (...parameters: never[]) => unknown };
/** Every method name of an interface; a missing one does not compile. */
export type MethodNames<T> = Record<keyof T & string, true>;

type Handler = (...parameters: unknown[]) => unknown;
type Thrown = { app: AppError } | { bug: { message: string; stack: string } };
type Answer = { ok: true; value: unknown } | { ok: false; thrown: Thrown };
type Message =
  | { type: "call"; seq: number; method: string; parameters: unknown[] }
  | { type: "answer"; seq: number; answer: Answer }
  | { type: "started"; error?: Thrown }
  | { type: "close" };

// The host's side

export interface WorkerOptions<E> {
  /** For messages: "store", "audit". */
  name: string;
  url: URL | string;
  /** Handed to the worker's `start`. */
  data?: unknown;
  events: E;
  resourceLimits?: ResourceLimits;
}

export interface WorkerConnection<T> {
  remote: T;
  /** Lets running calls end, then ends the thread. A worker that does not end within `graceMs` is stopped. */
  close(graceMs?: number): Promise<void>;
}

interface LiveWorker {
  peer: Peer;
  worker: Worker;
  exited: Promise<void>;
}

/**
 * Starts a worker and waits until it is ready. When the thread dies, calls under way are rejected with an `AppFailure`
 * that says so, and the next call starts a new thread.
 */
export async function connectWorker<T extends Methods<T>, E extends Methods<E>>(
  options: WorkerOptions<E>,
  methods: MethodNames<T>,
): Promise<Result<WorkerConnection<T>>> {
  let closed = false;
  let current: Promise<LiveWorker> | undefined;

  const live = (): Promise<LiveWorker> => {
    if (closed) return Promise.reject(new AppFailure(stopped(options.name, "it was closed")));
    if (!current) {
      const starting = startThread(options, () => {
        if (current === starting) current = undefined;
      });
      current = starting;
    }
    return current;
  };

  const remote = callers<T>(methods, async (method, parameters) => (await live()).peer.call(method, parameters));
  const close = async (graceMs = 10_000): Promise<void> => {
    const last = current;
    closed = true;
    const thread = await last?.catch(() => undefined);
    if (!thread) return;
    thread.worker.postMessage({ type: "close" } satisfies Message);
    const timer = setTimeout(() => void thread.worker.terminate(), graceMs);
    await thread.exited;
    clearTimeout(timer);
  };

  try {
    await live();
    return ok({ remote, close });
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}

function startThread<E extends Methods<E>>(options: WorkerOptions<E>, onExit: () => void): Promise<LiveWorker> {
  const worker = new Worker(options.url, { workerData: options.data, name: options.name, resourceLimits: options.resourceLimits });
  const peer = createPeer((message, transfer) => worker.postMessage(message, transfer), asHandlers(options.events, Object.keys(options.events)));
  let reason = "it ended";

  return new Promise((resolve, reject) => {
    const exited = new Promise<void>((resolveExit) => {
      worker.once("exit", () => {
        const failure = new AppFailure(stopped(options.name, reason));
        onExit();
        peer.abandon(failure);
        reject(failure);
        resolveExit();
      });
    });
    worker.on("error", (error) => {
      reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`The ${options.name} worker failed: ${error instanceof Error ? error.stack : reason}\n`);
    });
    worker.on("message", (message: Message) => {
      if (message.type !== "started") return peer.receive(message);
      if (message.error) reject(revive(message.error));
      else resolve({ peer, worker, exited });
    });
  });
}

function stopped(name: string, reason: string): AppError {
  return {
    code: "internal",
    message: `The ${name} part of Sallyport stopped (${reason}); what it was doing is lost.`,
    details: { remedy: "Try again. If it stops again, restart Sallyport." },
  };
}

// The worker's side

export interface Served<T> {
  implementation: T;
  /** Called once all running calls have ended. */
  close?: () => void | Promise<void>;
}

/**
 * Serves an implementation from within a worker thread. `start` gets the host's data and the functions that raise
 * events there; each event's promise settles when the host has handled it. An `AppFailure` thrown by `start` is what
 * `connectWorker` answers.
 */
export function serveWorker<T extends Methods<T>, E extends Methods<E>>(options: {
  methods: MethodNames<T>;
  events: MethodNames<E>;
  start: (data: unknown, events: E) => Served<T> | Promise<Served<T>>;
}): void {
  const port = parentPort;
  if (!port) throw new Error("This file runs as a worker thread only.");
  const send = (message: Message, transfer?: Transferable[]): void => port.postMessage(message, transfer);
  const handlers = new Map<string, Handler>();
  const peer = createPeer(send, handlers);
  let served: Served<T> | undefined;

  const close = async (): Promise<void> => {
    await peer.idle();
    await served?.close?.();
    port.close();
  };
  port.on("message", (message: Message) => {
    if (message.type === "close") void close();
    else peer.receive(message);
  });

  const begin = async (): Promise<void> => {
    served = await options.start(workerData, callers<E>(options.events, peer.call));
    for (const [method, handler] of asHandlers(served.implementation, Object.keys(options.methods))) handlers.set(method, handler);
  };
  begin().then(
    () => send({ type: "started" }),
    (error: unknown) => {
      send({ type: "started", error: describe(error) });
      port.close();
    },
  );
}

// Both sides

interface Peer {
  call(method: string, parameters: unknown[]): Promise<unknown>;
  receive(message: Message): void;
  /** Settles when no call from the other side is being handled. */
  idle(): Promise<void>;
  /** Rejects all calls under way: the other side is gone. */
  abandon(error: Error): void;
}

function createPeer(send: (message: Message, transfer: Transferable[]) => void, handlers: Map<string, Handler>): Peer {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const running = new Set<Promise<void>>();
  let lastSeq = 0;

  const handle = async (method: string, parameters: unknown[]): Promise<Answer> => {
    try {
      const handler = handlers.get(method);
      if (!handler) throw new Error(`No method "${method}" crosses this thread.`);
      return { ok: true, value: await handler(...parameters) };
    } catch (error) {
      return { ok: false, thrown: describe(error) };
    }
  };

  const answer = (seq: number, result: Answer): void => {
    try {
      send({ type: "answer", seq, answer: result }, movable(result));
    } catch (error) {
      // The value cannot be cloned: a bug, but the caller must hear of it.
      send({ type: "answer", seq, answer: { ok: false, thrown: describe(error) } }, []);
    }
  };

  const settle = (seq: number, result: Answer): void => {
    const waiting = pending.get(seq);
    pending.delete(seq);
    if (result.ok) waiting?.resolve(result.value);
    else waiting?.reject(revive(result.thrown));
  };

  return {
    call(method, parameters) {
      const seq = ++lastSeq;
      const answered = new Promise<unknown>((resolve, reject) => pending.set(seq, { resolve, reject }));
      // An event nobody waits for must not end the thread when its handler fails.
      answered.catch(() => undefined);
      try {
        send({ type: "call", seq, method, parameters }, movable(parameters));
      } catch (error) {
        settle(seq, { ok: false, thrown: describe(error) });
      }
      return answered;
    },
    receive(message) {
      if (message.type === "call") {
        const work = handle(message.method, message.parameters).then((result) => {
          running.delete(work);
          answer(message.seq, result);
        });
        running.add(work);
      } else if (message.type === "answer") {
        settle(message.seq, message.answer);
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    abandon(error) {
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    },
  };
}

/** An object with one function a name, each of which calls the other side. */
function callers<T>(names: MethodNames<T>, call: (method: string, parameters: unknown[]) => Promise<unknown>): T {
  const entries = Object.keys(names).map((name) => [name, (...parameters: unknown[]) => call(name, parameters)]);
  return Object.fromEntries(entries) as T;
}

function asHandlers<T extends Methods<T>>(implementation: T, names: string[]): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const name of names) {
    const method: unknown = implementation[name as keyof T];
    if (typeof method === "function") handlers.set(name, method.bind(implementation) as Handler);
  }
  return handlers;
}

function describe(error: unknown): Thrown {
  if (error instanceof AppFailure) return { app: error.error };
  if (error instanceof Error) return { bug: { message: error.message, stack: error.stack ?? "" } };
  return { bug: { message: String(error), stack: "" } };
}

function revive(thrown: Thrown): Error {
  if ("app" in thrown) return new AppFailure(thrown.app);
  const error = new Error(thrown.bug.message);
  error.stack = thrown.bug.stack;
  return error;
}

/** Buffers that can be moved: those of byte arrays that own them whole (small Node buffers share one). */
export function movable(value: unknown): Transferable[] {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(value, buffers, 5);
  return [...buffers];
}

function collectBuffers(value: unknown, into: Set<ArrayBuffer>, depth: number): void {
  if (value instanceof Uint8Array) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && value.byteLength > 0 && value.byteLength === buffer.byteLength) into.add(buffer);
    return;
  }
  if (depth === 0 || value === null || typeof value !== "object") return;
  // Only lists of objects can hold bytes; long lists of texts and numbers are not walked.
  if (Array.isArray(value) && typeof value[0] !== "object") return;
  for (const item of Object.values(value)) collectBuffers(item, into, depth - 1);
}
