import type http from "node:http";
import { gzipSync } from "node:zlib";
import type { FaultAction } from "./faults.ts";
import { envelope, writeToken } from "./lists.ts";

/** How requests are answered, rightly and wrongly. */

export function answer(request: http.IncomingMessage, response: http.ServerResponse, code: number, body: string): void {
  const bytes = encode(request, response, body);
  response.writeHead(code, { "content-type": "application/json", "content-length": bytes.length });
  response.end(bytes);
}

export function answerStatus(response: http.ServerResponse, code: number, message: string, extra: { metadata?: object; headers?: http.OutgoingHttpHeaders } = {}): void {
  const reasons: Record<number, string> = { 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 400: "BadRequest", 410: "Expired", 429: "TooManyRequests", 500: "InternalError", 503: "ServiceUnavailable" };
  response.writeHead(code, { "content-type": "application/json", ...extra.headers });
  response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", metadata: extra.metadata ?? {}, status: "Failure", message, reason: reasons[code], code }));
}

/** What a fault may work with: the right answer, and for a list where it stands. */
export interface Struck {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  body: string;
  /** Ends the connection with a TCP reset. */
  reset: () => void;
  /** The continue token that was asked with. */
  token: string | null;
  list?: { resource: string; page: number; offset: number; items: string[]; all: string[] };
}

export function strike(fault: FaultAction, struck: Struck): void {
  const { request, response, body } = struck;
  switch (fault.type) {
    case "status":
      return answerStatus(response, fault.code, fault.message ?? "as ordered", { headers: fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter } });
    case "reset":
    case "stall":
      return breakOff(struck, fault.afterBytes, fault.type === "reset");
    case "cut":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(Buffer.from(body).subarray(0, fault.afterBytes));
      return;
    case "trickle":
      return trickle(request, response, body, fault.bytes, fault.everyMs);
    case "hang":
      return;
    case "body":
      response.writeHead(200, { "content-type": fault.contentType });
      response.end(fault.text);
      return;
    case "redirect":
      response.writeHead(302, { location: fault.location });
      response.end();
      return;
    default:
      strikePaging(fault, struck);
  }
}

type PagingFault = Extract<FaultAction, { type: "expired" | "sameToken" | "endlessPages" | "emptyPages" | "freshPages" | "wholeList" }>;

/** Faults of a list as a whole, not of one answer. */
function strikePaging(fault: PagingFault, { request, response, token, list }: Struck): void {
  const { resource, page, offset, items, all } = list ?? { resource: "", page: 0, offset: 0, items: [], all: [] };
  if (fault.type === "wholeList") return answer(request, response, 200, envelope(resource, undefined, 0, all));
  if (fault.type === "expired") {
    const metadata = fault.token ? { continue: writeToken({ offset, page: page + 1 }) } : {};
    return answerStatus(response, 410, "The provided continue parameter is too old", { metadata });
  }
  const next = fault.type === "sameToken" ? token ?? writeToken({ offset: 0, page: 0 }) : writeToken({ offset: 0, page: page + 1, salt: page });
  const fresh = () => items.map((_, index) => JSON.stringify({ metadata: { name: `fresh-${page}-${index}`, namespace: "fresh" }, spec: {} }));
  const given = { emptyPages: () => [], freshPages: fresh, sameToken: () => items, endlessPages: () => items };
  answer(request, response, 200, envelope(resource, next, 1, given[fault.type]()));
}

/** Sends a part of the body; then resets the connection, or says nothing more. */
function breakOff({ request, response, body, reset }: Struck, afterBytes: number, thenReset: boolean): void {
  const bytes = encode(request, response, body);
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
  response.write(bytes.subarray(0, afterBytes), () => {
    if (thenReset) reset();
  });
}

function encode(request: http.IncomingMessage, response: http.ServerResponse, body: string): Buffer {
  const bytes = Buffer.from(body);
  if (!/\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))) return bytes;
  response.setHeader("content-encoding", "gzip");
  return gzipSync(bytes, { level: 1 });
}

function trickle(request: http.IncomingMessage, response: http.ServerResponse, body: string, size: number, everyMs: number): void {
  const bytes = encode(request, response, body);
  response.writeHead(200, { "content-type": "application/json" });
  let at = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + size));
    at += size;
    if (at < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.once("close", () => clearInterval(timer));
}
