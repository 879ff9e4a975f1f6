import type { MessagePort } from "node:worker_threads";
import { buffersOf, createPieceWalker } from "../../../files/walker/pieces.ts";
import { createHttpClient, type HttpClient } from "../client.ts";
import { createAnswer, type Answer } from "./answer.ts";
import { createFollowing } from "./following.ts";
import type { FromThread, HttpThreadData, PlainContext, PlainError, PlainRequest, ToThread } from "./messages.ts";
import { walkBody } from "./slices.ts";

/** The thread's side: requests are answered, and what can be walked of their bodies is. */
export function serveHttp(port: MessagePort, { module, maxDepth }: HttpThreadData): void {
  const walker = createPieceWalker(module, maxDepth);
  const clients = new Map<number, HttpClient>();
  const answers = new Map<number, Answer>();
  const byRequest = new Map<number, Answer>();
  const unused: ArrayBuffer[] = [];
  let numbers = 0;
  const post = (message: FromThread, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);
  const following = createFollowing(start);

  function start(client: number, asked: PlainRequest): Answer {
    const answer = createAnswer(++numbers, unused);
    answers.set(answer.number, answer);
    void run(client, asked, answer);
    return answer;
  }

  async function run(client: number, asked: PlainRequest, own: Answer): Promise<void> {
    const answer = own.number;
    try {
      const known = clients.get(client);
      if (!known) throw Object.assign(new Error("the client was closed"), { code: "ABORTED" });
      const { status, headers, body } = await known.request({ ...asked, signal: own.signal });
      post({ type: "head", answer, status, headers });
      const seen = status === 200 && asked.follow ? following.watch(client, asked, own, body) : body;
      for await (const slice of walkBody(seen, walker, own.takeMemory)) {
        post({ type: "slice", answer, slice }, [slice.memory, ...buffersOf(slice.walked?.pieces ?? [])]);
      }
      post({ type: "end", answer });
    } catch (error) {
      post({ type: "failed", answer, error: plainError(error) });
    } finally {
      answers.delete(answer);
      for (const [request, of] of byRequest) if (of === own) byRequest.delete(request);
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
        const { client, request, asked } = message;
        const answer = following.take(client, asked) ?? start(client, asked);
        if (answers.has(answer.number)) byRequest.set(request, answer);
        post({ type: "begun", request, answer: answer.number });
        return;
      }
      case "took":
        unused.push(message.memory);
        answers.get(message.answer)?.took();
        return;
      case "leave":
        byRequest.get(message.request)?.leave();
        byRequest.delete(message.request);
        return;
      case "close":
        clients.get(message.client)?.close();
        clients.delete(message.client);
    }
  });
  post({ type: "ready" });
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
