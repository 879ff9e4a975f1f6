import type { ServerResponse } from "node:http";
import type { Application } from "../application.ts";
import { stream } from "./answers.ts";

/** A comment line now and then lets both sides notice a connection that died silently. */
const HEARTBEAT_MS = 25_000;

export interface EventStreams {
  open(response: ServerResponse): void;
  close(): void;
}

/** Carries the application's events to every open window as server-sent events, one event type per event. */
export function createEventStreams(app: Application): EventStreams {
  const open = new Set<ServerResponse>();
  const write = (text: string): void => {
    for (const response of open) response.write(text);
  };
  const unsubscribe = app.subscribe((event, payload) => write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`));
  const heartbeat = setInterval(() => write(":\n\n"), HEARTBEAT_MS);
  heartbeat.unref();

  return {
    open(response) {
      stream(response, { "content-type": "text/event-stream; charset=utf-8" });
      response.write(":\n\n");
      open.add(response);
      response.on("close", () => open.delete(response));
    },
    close() {
      clearInterval(heartbeat);
      unsubscribe();
      for (const response of open) response.end();
    },
  };
}
