import { Worker } from "node:worker_threads";
import { MAX_DEPTH } from "../../../../shared/kube/yaml.ts";
import { programOf } from "../../../files/ahead/program.ts";
import { createLearner, type Ahead } from "../../../files/walker/index.ts";
import type { HttpClient, HttpClientOptions, Reply } from "../client.ts";
import { NOTHING_OBSERVED } from "../compression.ts";
import type { OnConnection } from "../dial.ts";
import { createArriving, type Arriving, type Asker } from "./arriving.ts";
import type { FromThread, HttpThreadData, OfAnswer, PlainContext, PlainError, ToThread } from "./messages.ts";

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
  const url = programOf(PLACES, import.meta.url);
  if (!url) return undefined;
  const worker = new Worker(url, { name: "http", workerData: { module, maxDepth: MAX_DEPTH } satisfies HttpThreadData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const post = (message: ToThread, moved: ArrayBuffer[] = []): void => worker.postMessage(message, moved);
  const learn = createLearner();
  /** By their requests, until it is known which answer they get. */
  const askers = new Map<number, Asker>();
  const answers = new Map<number, Arriving>();
  const connections = new Map<number, OnConnection>();
  let isReady = false;
  let numbers = 0;

  const answerOf = (answer: number): Arriving => {
    const known = answers.get(answer) ?? createArriving((memory) => post({ type: "took", answer, memory }, [memory]));
    answers.set(answer, known);
    return known;
  };

  const arrived = (message: OfAnswer): void => {
    const answer = answerOf(message.answer);
    switch (message.type) {
      case "head":
        answer.head(message.status, message.headers);
        return;
      case "slice": {
        const { memory, length, walked } = message.slice;
        // Learnt at once and not when it is its turn: the values of a slice that nobody reads any more count too.
        const ahead: Ahead | undefined = walked && { ...walked, pieces: learn(walked.pieces), lineFeeds: 0, walkedLineFeeds: 0 };
        answer.slice({ memory, bytes: Buffer.from(memory, 0, length), ahead });
        return;
      }
      case "end":
        answer.end();
        break;
      case "failed":
        answer.fail(errorOf(message.error));
    }
    // One that has ended and was not asked for may still be; but not one that was left.
    if (answer.isClaimed() || (message.type === "failed" && message.error.code === "ABORTED")) answers.delete(message.answer);
  };

  worker.on("message", (message: FromThread) => {
    switch (message.type) {
      case "ready":
        isReady = true;
        return;
      case "connection":
        connections.get(message.client)?.(message.connection);
        return;
      case "begun": {
        const asker = askers.get(message.request);
        askers.delete(message.request);
        // Nobody waits for what was left meanwhile.
        if (!asker) return;
        const answer = answerOf(message.answer);
        answer.claim(asker);
        if (answer.hasEnded()) answers.delete(message.answer);
        return;
      }
      default:
        arrived(message);
    }
  });
  worker.on("error", (error) => process.stderr.write(`The thread that talks to the cluster failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
  worker.on("exit", () => {
    isReady = false;
    const error = Object.assign(new Error("its thread ended"), { code: "THREAD_ENDED" });
    for (const asker of askers.values()) asker.reject(error);
    for (const answer of answers.values()) answer.fail(error);
  });

  return {
    isReady: () => isReady,
    createClient({ context, material, limits, observed = NOTHING_OBSERVED, onConnection, onBytes }) {
      const client = ++numbers;
      connections.set(client, onConnection);
      const { proxy, user: _user, ...rest } = context;
      const plain: PlainContext = { ...rest, ...(proxy && { proxyUrl: proxy.href }) };
      post({ type: "client", client, context: plain, material, limits, observed });
      return {
        request({ signal, ...asked }) {
          const request = ++numbers;
          return new Promise<Reply>((resolve, reject) => {
            let isOpen = true;
            const leave = (): void => {
              if (isOpen) post({ type: "leave", request });
              isOpen = false;
            };
            const onAbort = (): void => {
              leave();
              askers.delete(request);
              // One that has its head already tells whoever reads the body, when the thread has ended it.
              reject(Object.assign(new Error("cancelled"), { code: "ABORTED" }));
            };
            if (signal.aborted) return onAbort();
            signal.addEventListener("abort", onAbort, { once: true });
            askers.set(request, {
              resolve, reject, onBytes, leave,
              ended() {
                isOpen = false;
                signal.removeEventListener("abort", onAbort);
              },
            });
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
