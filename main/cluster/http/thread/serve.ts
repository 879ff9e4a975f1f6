import type { MessagePort } from "node:worker_threads";
import type { Walked } from "../../../files/walker/pieces.ts";
import { createPieceWalker } from "../../../files/walker/pieces.ts";
import { createHttpClient, type HttpClient } from "../client.ts";
import type { FromThread, HttpThreadData, PlainContext, PlainError, PlainRequest, ToThread } from "./messages.ts";
import { SLICE_BYTES, walkBody } from "./slices.ts";

/** Slices of one answer that are on their way or not yet read. */
const AHEAD = 3;

/** The thread's side: requests are answered, and what can be walked of their bodies is. */
export function serveHttp(port: MessagePort, { module, maxDepth }: HttpThreadData): void {
  const walker = createPieceWalker(module, maxDepth);
  const clients = new Map<number, HttpClient>();
  const answers = new Map<number, Answer>();
  const unused: ArrayBuffer[] = [];
  const post = (message: FromThread, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);

  async function answer(client: HttpClient, request: number, asked: PlainRequest): Promise<void> {
    const own = createAnswer(unused);
    answers.set(request, own);
    try {
      const reply = await client.request({ ...asked, signal: own.signal });
      post({ type: "answer", request, status: reply.status, headers: reply.headers });
      for await (const slice of walkBody(reply.body, walker, own.takeMemory)) {
        post({ type: "slice", request, slice }, [slice.memory, ...buffersOf(slice.walked)]);
      }
      post({ type: "end", request });
    } catch (error) {
      post({ type: "failed", request, error: plainError(error) });
    } finally {
      answers.delete(request);
    }
  }

  port.on("message", (message: ToThread) => {
    switch (message.type) {
      case "client": {
        const { client, context, ...given } = message;
        const onConnection = (connection: (FromThread & { type: "connection" })["connection"]) => post({ type: "connection", client, connection });
        clients.set(client, createHttpClient({ ...given, context: resolved(context), onConnection, onBytes: () => undefined }));
        return;
      }
      case "request": {
        const client = clients.get(message.client);
        if (client) void answer(client, message.request, message.asked);
        return;
      }
      case "took":
        unused.push(message.memory);
        answers.get(message.request)?.took();
        return;
      case "leave":
        answers.get(message.request)?.leave();
        return;
      case "close":
        clients.get(message.client)?.close();
        clients.delete(message.client);
    }
  });
  post({ type: "ready" });
}

/** An answer on its way, which waits when too much of it is not yet read. */
interface Answer {
  signal: AbortSignal;
  takeMemory(): Promise<ArrayBuffer>;
  took(): void;
  leave(): void;
}

function createAnswer(unused: ArrayBuffer[]): Answer {
  const stop = new AbortController();
  let outside = 0;
  let goOn: (() => void) | undefined;
  return {
    signal: stop.signal,
    async takeMemory() {
      if (outside >= AHEAD) await new Promise<void>((resolve) => { goOn = resolve; });
      outside++;
      return unused.pop() ?? new ArrayBuffer(SLICE_BYTES);
    },
    took() {
      outside--;
      goOn?.();
    },
    leave() {
      stop.abort();
      goOn?.();
    },
  };
}

/** What is moved with a slice that was walked, instead of being copied. */
function buffersOf(walked: Walked | undefined): ArrayBuffer[] {
  return walked?.pieces.flatMap(({ records, texts, values }) => [records.buffer, texts.buffer, values.places.buffer, values.bytes.buffer]) ?? [];
}

function resolved({ proxyUrl, ...context }: PlainContext) {
  return { ...context, ...(proxyUrl !== undefined && { proxy: new URL(proxyUrl) }) };
}

/** Of several errors, one for each address of a name, the last is as good as any. */
function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { message: String(error) };
  const last: unknown = error instanceof AggregateError ? error.errors.at(-1) : undefined;
  const { code, cert } = error as NodeJS.ErrnoException & { cert?: { subjectaltname?: string } };
  return { message: last instanceof Error ? last.message : error.message, stack: error.stack, code, certificateNames: cert?.subjectaltname };
}
