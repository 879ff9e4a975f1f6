import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { MAX_DEPTH } from "../../../../shared/kube/yaml.ts";
import { createLearner, type Ahead } from "../../../files/walker/index.ts";
import type { HttpClient, HttpClientOptions, Reply } from "../client.ts";
import { NOTHING_OBSERVED } from "../compression.ts";
import type { OnConnection } from "../dial.ts";
import { createArriving, type Arriving } from "./arriving.ts";
import type { FromThread, HttpThreadData, PlainContext, PlainError, ToThread } from "./messages.ts";

/**
 * A thread that makes the connections: it decrypts and unpacks answers and walks the items of lists, while this one puts
 * together what it found.
 */
export interface HttpThread {
  /** Whether it has started and lives. Starting takes some 70 ms: nobody should wait for it. */
  isReady(): boolean;
  createClient(options: HttpClientOptions): HttpClient;
  /** Ends it, at whatever it is. */
  close(): void;
}

/** Beside the built program, or as source. */
const PLACES = ["./http-worker.js", "../../../workers/http.ts"];

/** All it makes is short-lived. */
const YOUNG_MB = 4;

/** Undefined where its program is not found. */
export function startHttpThread(module: WebAssembly.Module): HttpThread | undefined {
  const url = PLACES.map((place) => new URL(place, import.meta.url)).find((place) => existsSync(fileURLToPath(place)));
  if (!url) return undefined;
  const worker = new Worker(url, { name: "http", workerData: { module, maxDepth: MAX_DEPTH } satisfies HttpThreadData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const post = (message: ToThread, moved: ArrayBuffer[] = []): void => worker.postMessage(message, moved);
  const learn = createLearner();
  const arriving = new Map<number, Arriving>();
  const connections = new Map<number, OnConnection>();
  let isReady = false;
  let numbers = 0;

  worker.on("message", (message: FromThread) => {
    switch (message.type) {
      case "ready":
        isReady = true;
        return;
      case "connection":
        connections.get(message.client)?.(message.connection);
        return;
      case "slice": {
        const { memory, length, walked } = message.slice;
        // Learnt at once and not when it is its turn: the values of a slice that nobody reads any more count too.
        const ahead: Ahead | undefined = walked && { ...walked, pieces: learn(walked.pieces), lineFeeds: 0, walkedLineFeeds: 0 };
        arriving.get(message.request)?.slice({ memory, bytes: Buffer.from(memory, 0, length), ahead });
        return;
      }
      case "answer":
        arriving.get(message.request)?.answer(message.status, message.headers);
        return;
      case "end":
        arriving.get(message.request)?.end();
        arriving.delete(message.request);
        return;
      case "failed":
        fail(message.request, errorOf(message.error));
    }
  });
  worker.on("error", (error) => process.stderr.write(`The thread that talks to the cluster failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
  worker.on("exit", () => {
    isReady = false;
    for (const request of arriving.keys()) fail(request, Object.assign(new Error("its thread ended"), { code: "THREAD_ENDED" }));
  });

  const fail = (request: number, error: Error): void => {
    arriving.get(request)?.fail(error);
    arriving.delete(request);
  };

  return {
    isReady: () => isReady,
    createClient({ context, material, limits, observed = NOTHING_OBSERVED, onConnection, onBytes }) {
      const client = ++numbers;
      const own = new Set<number>();
      connections.set(client, onConnection);
      const { proxy, user: _user, ...rest } = context;
      const plain: PlainContext = { ...rest, ...(proxy && { proxyUrl: proxy.href }) };
      post({ type: "client", client, context: plain, material, limits, observed });
      const leave = (request: number): void => {
        if (own.delete(request)) post({ type: "leave", request });
      };
      return {
        request({ signal, ...asked }) {
          const request = ++numbers;
          own.add(request);
          return new Promise<Reply>((resolve, reject) => {
            const onAbort = (): void => {
              leave(request);
              fail(request, Object.assign(new Error("cancelled"), { code: "ABORTED" }));
            };
            arriving.set(request, createArriving({
              resolve, reject, onBytes,
              took: (memory) => post({ type: "took", request, memory }, [memory]),
              leave: () => leave(request),
              ended() {
                own.delete(request);
                signal.removeEventListener("abort", onAbort);
              },
            }));
            if (signal.aborted) return onAbort();
            signal.addEventListener("abort", onAbort, { once: true });
            post({ type: "request", client, request, asked });
          });
        },
        // One that is replaced has asked nothing that is still open, or its thread has died.
        retire: () => post({ type: "close", client }),
        // What the thread sees stays there: a client that follows it begins anew.
        observed: () => observed,
        close: () => post({ type: "close", client }),
      };
    },
    close: () => void worker.terminate(),
  };
}

function errorOf({ message, stack, code, certificateNames }: PlainError): Error {
  const cert = certificateNames === undefined ? {} : { cert: { subjectaltname: certificateNames } };
  return Object.assign(new Error(message), { ...(stack !== undefined && { stack }), ...(code !== undefined && { code }), ...cert });
}
