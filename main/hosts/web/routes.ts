import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Application } from "../application.ts";
import { bundleFile } from "../bundle.ts";
import { refuse, send, sendResult } from "./answers.ts";
import { mediaType, readBody } from "./body.ts";
import type { EventStreams } from "./events.ts";
import { receiveFile } from "./incoming.ts";
import { notFound, notFoundFile, notJson, tooLarge, wrongMethod, wrongType } from "./refusals.ts";

/** Largest request of a call, in bytes. The largest is a report saved as text. */
export const CALL_LIMIT = 32 * 1024 * 1024;

export interface RouteDeps {
  app: Application;
  events: EventStreams;
  /** Folder of the built window. */
  bundle: string;
  /** Folder for dropped files. */
  incoming: string;
}

export type Route = (deps: RouteDeps, request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Answers a request that has shown who it is. */
export const route: Route = (deps, request, response, url) => {
  if (url.pathname.startsWith("/ipc/")) return withMethod("POST", call, deps, request, response, url);
  if (url.pathname === "/upload") return withMethod("POST", upload, deps, request, response, url);
  if (url.pathname === "/events") return withMethod("GET", listen, deps, request, response, url);
  return withMethod("GET, HEAD", file, deps, request, response, url);
};

/** Whether a request comes from the window's code, which wants data, or from a person, who wants a page. */
export function wantsData(url: URL): boolean {
  return url.pathname.startsWith("/ipc/") || url.pathname === "/upload" || url.pathname === "/events";
}

function withMethod(allowed: string, then: Route, ...args: Parameters<Route>): Promise<void> | void {
  const [, request, response, url] = args;
  if (allowed.split(", ").includes(request.method ?? "")) return then(...args);
  return refuse(response, wrongMethod(allowed), wantsData(url));
}

const call: Route = async ({ app }, request, response, url) => {
  if (mediaType(request) !== "application/json") return refuse(response, wrongType("application/json"), true);
  const body = await readBody(request, CALL_LIMIT);
  if (!body) return refuse(response, tooLarge(CALL_LIMIT), true);
  const parsed = parseJson(body);
  if (!parsed.ok) return refuse(response, notJson(), true);
  sendResult(response, 200, await app.handle(url.pathname.slice("/ipc/".length), parsed.value));
};

/** An empty body is the request of a channel that takes none. */
function parseJson(body: Buffer): { ok: true; value: unknown } | { ok: false } {
  if (body.length === 0) return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(body.toString("utf8")) };
  } catch {
    return { ok: false };
  }
}

const upload: Route = async ({ incoming }, request, response, url) => {
  if (mediaType(request) !== "application/octet-stream") return refuse(response, wrongType("application/octet-stream"), true);
  sendResult(response, 200, await receiveFile(incoming, url.searchParams.get("name") ?? "", request));
};

const listen: Route = ({ events }, _request, response) => events.open(response);

const file: Route = async ({ bundle }, _request, response, url) => {
  const found = bundleFile(bundle, url.pathname);
  const content = found && (await readFile(found.path).catch(() => undefined));
  if (!found || !content) return refuse(response, url.pathname === "/" ? notFoundFile(bundle) : notFound(), false);
  const cache = found.immutable ? "private, max-age=31536000, immutable" : "no-store";
  send(response, 200, { "content-type": found.contentType, "cache-control": cache }, content);
};
