import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Application } from "../../../main/hosts/application.ts";
import { startWebHost, type WebHost } from "../../../main/hosts/web/server.ts";
import type { EventName } from "../../../shared/ipc/contract.ts";
import { ok } from "../../../shared/kernel/result.ts";

export interface TestHost {
  host: WebHost;
  incoming: string;
  /** Calls that reached the application. */
  calls: { channel: string; request: unknown }[];
  /** Addresses that were announced after one was used. */
  announced: string[];
  emit(event: EventName, payload: unknown): void;
}

/** The web host over an application that answers each call with its own request, and a window of two files. */
export async function startTestHost(): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-web-"));
  const bundle = join(folder, "renderer");
  mkdirSync(join(bundle, "assets"), { recursive: true });
  writeFileSync(join(bundle, "index.html"), "<!doctype html><title>window</title>");
  writeFileSync(join(bundle, "assets", "app-1a2b.js"), "export {};");
  writeFileSync(join(folder, "secret.js"), "outside the window's folder");

  const calls: TestHost["calls"] = [];
  const announced: string[] = [];
  const listeners = new Set<(event: EventName, payload: never) => void>();
  const app: Application = {
    handle: (channel, request) => {
      calls.push({ channel, request });
      return Promise.resolve(ok({ channel, request }));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
  const incoming = join(folder, "incoming");
  const host = await startWebHost({ app, bundle, incoming, port: 0, addressUsed: (next) => announced.push(next) });
  const emit = (event: EventName, payload: unknown): void => {
    for (const listener of listeners) listener(event, payload as never);
  };
  return { host, incoming, calls, announced, emit };
}
