import type { ServerResponse } from "node:http";
import type { AppError, Result } from "../../../shared/kernel/result.ts";
import { securityHeaders } from "../bundle.ts";

/** Answers of the web host. All carry the same security headers. */

const HEADERS = securityHeaders("'self'");

export function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Uint8Array): void {
  response.writeHead(status, { ...HEADERS, "cache-control": "no-store", ...headers, "content-length": Buffer.byteLength(body) });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** Starts an answer whose end is not known. */
export function stream(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(200, { ...HEADERS, "cache-control": "no-store", ...headers });
}

export function sendResult(response: ServerResponse, status: number, result: Result<unknown>): void {
  send(response, status, { "content-type": "application/json; charset=utf-8" }, JSON.stringify(result));
}

/** A refusal, as data for the window's own requests and as a page for a person. */
export interface Refusal {
  status: number;
  code: AppError["code"];
  title: string;
  /** What to do about it. */
  remedy: string;
  /** Shows a link to the window: a browser sends no cookie with a link that was followed from another site. */
  linkToWindow?: boolean;
  headers?: Record<string, string>;
}

export function refuse(response: ServerResponse, refusal: Refusal, asData: boolean): void {
  // What was not read of the request must not be taken for the next one.
  const headers = { connection: "close", ...refusal.headers };
  if (asData) {
    const error: AppError = { code: refusal.code, message: `${refusal.title} ${refusal.remedy}` };
    send(response, refusal.status, { ...headers, "content-type": "application/json; charset=utf-8" }, JSON.stringify({ ok: false, error }));
  } else {
    send(response, refusal.status, { ...headers, "content-type": "text/html; charset=utf-8" }, page(refusal));
  }
}

/** No style: the content security policy of this server allows none that is not a file. */
function page(refusal: Refusal): string {
  const link = refusal.linkToWindow ? `\n<p><a href="/">Open the window</a></p>` : "";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escape(refusal.title)}</title>
<h1>${escape(refusal.title)}</h1>
<p>${escape(refusal.remedy)}</p>${link}
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
