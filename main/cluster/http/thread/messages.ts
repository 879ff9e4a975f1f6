import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Walked } from "../../../files/walker/pieces.ts";
import type { ResolvedContext } from "../../kubeconfig/context.ts";
import type { TlsMaterial } from "../../kubeconfig/material.ts";
import type { HttpLimits } from "../client.ts";
import type { Observed } from "../compression.ts";
import type { OnConnection } from "../dial.ts";

/** What the thread that talks to API servers is started with. */
export interface HttpThreadData {
  module: WebAssembly.Module;
  maxDepth: number;
}

/** A context as data that can cross to another thread: a URL cannot, and who the user is only its headers tell. */
export type PlainContext = Omit<ResolvedContext, "proxy" | "user"> & { proxyUrl?: string };

export interface PlainRequest {
  method: "GET" | "POST";
  path: string;
  headers: OutgoingHttpHeaders;
  body?: string;
  follow?: boolean;
}

/** What explanations and retries look at in an error (`failures.ts`). */
export interface PlainError {
  message: string;
  stack?: string | undefined;
  code?: string | undefined;
  certificateNames?: string | undefined;
}

/** To the thread. Clients and requests have numbers that the sender gives. */
export type ToThread =
  | { type: "client"; client: number; context: PlainContext; material: TlsMaterial; limits: HttpLimits; observed: Observed }
  | { type: "request"; client: number; request: number; asked: PlainRequest }
  /** A slice was read: its memory can be used again. */
  | { type: "took"; answer: number; memory: ArrayBuffer }
  /** Nobody waits for the answer any more. */
  | { type: "leave"; request: number }
  | { type: "close"; client: number };

/** A part of a body, from its first byte on, with the items of a list that were found in it. */
export interface PlainSlice {
  memory: ArrayBuffer;
  length: number;
  walked?: Walked;
}

/** From the thread. Answers have numbers of their own, for one may begin before it is asked for. */
export type FromThread =
  /** Told once, when requests can be taken. */
  | { type: "ready" }
  | { type: "connection"; client: number; connection: Parameters<OnConnection>[0] }
  /** Which answer a request gets. */
  | { type: "begun"; request: number; answer: number }
  | OfAnswer;

export type OfAnswer =
  | { type: "head"; answer: number; status: number; headers: IncomingHttpHeaders }
  | { type: "slice"; answer: number; slice: PlainSlice }
  | { type: "end"; answer: number }
  | { type: "failed"; answer: number; error: PlainError };
