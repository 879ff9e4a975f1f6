import http from "node:http";
import type net from "node:net";
import { pipeline, type Duplex, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Ahead } from "../../files/walker/index.ts";
import { authority } from "../kubeconfig/context.ts";
import { createCompression, type Compression, type Observed } from "./compression.ts";
import { dial, type DialOptions } from "./dial.ts";
import { piecesOf } from "./piecesOf.ts";
import { createSlots } from "./slots.ts";

export interface HttpLimits {
  /** Longest silence: until connected and answered, and between two pieces of a body. Milliseconds. */
  silenceMs: number;
  /** Longest time for one answer from its request to its last byte. Milliseconds. */
  answerMs: number;
  /** Most bytes of one body once unpacked. */
  bodyBytes: number;
  /** Most connections open at once. */
  connections: number;
}

export const HTTP_LIMITS: HttpLimits = { silenceMs: 30_000, answerMs: 300_000, bodyBytes: 512 * 1024 * 1024, connections: 4 };

export interface HttpRequest {
  method: "GET" | "POST";
  /** With the query, below the endpoint's base path. */
  path: string;
  headers: http.OutgoingHttpHeaders;
  body?: string;
  /** A page of a list: a client that can may ask for the next one as soon as it sees which that is. */
  follow?: boolean;
  signal: AbortSignal;
}

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Unpacked; to be read once. Left before its end, the connection is closed. A piece is good until the next one is asked for. */
  body: AsyncIterable<Buffer>;
  /** What was found in the last piece already, where another thread looked at it. */
  ahead?(): Ahead | undefined;
  /** For a body that nobody wants to read. */
  discard(): void;
}

/** HTTP to one API server, with kept-alive connections. Redirects are never followed: the answer is handed back. */
export interface HttpClient {
  /** Rejects with Node's error, or one of code SILENT or SLOW, when the connection fails. */
  request(request: HttpRequest): Promise<Reply>;
  /** Ends its connections when what is under way has ended; nothing more may be asked. */
  retire(): void;
  /** What it has seen of the server, for a client that follows. */
  observed(): Observed;
  /** Ends every connection at once. */
  close(): void;
}

/** Unpacked bytes handed on at once. */
const UNPACK_BYTES = 128 * 1024;

/** Marks the errors that are made here, so that they can be told from Node's by `code`. */
function failure(code: "SILENT" | "SLOW" | "BODY_TOO_LARGE" | "ABORTED", message: string): Error {
  return Object.assign(new Error(message), { code });
}

export interface HttpClientOptions extends Omit<DialOptions, "track" | "timeoutMs"> {
  limits: HttpLimits;
  /** Told of the bytes of bodies as they are read. */
  onBytes: (size: number) => void;
  /** What another client has seen of the same server. */
  observed?: Observed | undefined;
}

/** Opens nothing yet; the first request does. */
export function createHttpClient({ limits, onBytes, observed, ...options }: HttpClientOptions): HttpClient {
  const { endpoint } = options.context;
  const compression = createCompression(options.context, observed);
  const sockets = new Set<net.Socket>();
  let closed = false;
  let isRetired = false;
  let underWay = 0;
  const track = (socket: net.Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    if (closed) socket.destroy();
  };
  const agent = new DialingAgent({ ...options, track, timeoutMs: limits.silenceMs }, limits.connections);
  // Node's agent does not count connections that are still being opened: requests are counted instead.
  const slots = createSlots(limits.connections);
  const isDefaultPort = endpoint.port === (endpoint.protocol === "https:" ? 443 : 80);
  const host = isDefaultPort ? authority(endpoint).replace(/:\d+$/, "") : authority(endpoint);

  const close = (): void => {
    closed = true;
    agent.destroy();
    for (const socket of sockets) socket.destroy();
  };

  return {
    async request({ method, path, headers, body, signal }) {
      underWay++;
      const release = await slots.take();
      return new Promise((resolve, reject) => {
        const request = http.request({
          agent, method,
          host: endpoint.host,
          port: endpoint.port,
          path: endpoint.basePath + path,
          headers: { "host": host, "user-agent": "sallyport", ...(compression.isWanted() && { "accept-encoding": "gzip" }), ...headers },
        });
        // Destroyed through the response once there is one: only then does the reader of its body get this very error.
        let end: Readable | http.ClientRequest = request;
        const stop = (error: Error) => {
          end.destroy(error);
          // A request that still waits for its connection would say so only when it has one.
          reject(error);
        };
        const silence = setTimeout(() => stop(failure("SILENT", `no answer within ${limits.silenceMs} ms`)), limits.silenceMs);
        const overall = setTimeout(() => stop(failure("SLOW", `no complete answer within ${limits.answerMs} ms`)), limits.answerMs);
        const onAbort = () => stop(failure("ABORTED", "cancelled"));
        signal.addEventListener("abort", onAbort, { once: true });
        if (signal.aborted) onAbort();
        request.on("error", reject).once("close", () => {
          release();
          if (--underWay === 0 && isRetired) close();
          clearTimeout(silence);
          clearTimeout(overall);
          signal.removeEventListener("abort", onAbort);
        });
        const asked = performance.now();
        request.once("response", (response) => {
          compression.answered(performance.now() - asked);
          clearTimeout(silence);
          end = response;
          // Asked for ahead, a body may fail before anyone reads it; its reader then finds the stream destroyed.
          response.on("error", () => undefined);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read(response, { socket: response.socket, limits, compression, onBytes }), discard: () => response.destroy() });
        });
        request.end(body);
      });
    },
    retire() {
      isRetired = true;
      if (underWay === 0) close();
    },
    observed: () => compression.observed(),
    close,
  };
}

interface Reading {
  /** Given because a response that is complete has none any more. */
  socket: net.Socket;
  limits: HttpLimits;
  compression: Compression;
  onBytes: (size: number) => void;
}

/** Yields a body unpacked, and fails when it falls silent or grows beyond all measure. */
async function* read(response: http.IncomingMessage, { socket, limits, compression, onBytes }: Reading): AsyncGenerator<Buffer> {
  const isPacked = /^gzip$/i.test(response.headers["content-encoding"] ?? "");
  const body: Readable = isPacked ? pipeline(response, createGunzip({ chunkSize: UNPACK_BYTES }), () => undefined) : response;
  const silence = watchSilence(response, socket, limits.silenceMs);
  const pieces = piecesOf(body);
  let bytes = 0;
  let waited = 0;
  try {
    while (true) {
      const asked = performance.now();
      silence.begins(asked);
      const next = await pieces.next();
      silence.begins(undefined);
      waited += performance.now() - asked;
      if (next.done) break;
      bytes += next.value.length;
      onBytes(next.value.length);
      if (bytes > limits.bodyBytes) throw failure("BODY_TOO_LARGE", `more than ${limits.bodyBytes} bytes in one answer`);
      yield next.value;
    }
    if (!isPacked) compression.cameUnpacked(bytes, waited);
  } finally {
    silence.end();
    // A body left before its end would keep the connection busy for ever.
    body.destroy();
    if (!response.complete) response.destroy();
  }
}

/** How often is looked whether it is silent. */
const LOOKS = 4;

/**
 * Ends a response when its connection brings no byte for so long while someone waits for it. Bytes, because unpacked
 * pieces may be far between.
 */
function watchSilence(response: http.IncomingMessage, socket: net.Socket, silenceMs: number) {
  let before = socket.bytesRead;
  let silentSince: number | undefined;
  const timer = setInterval(() => {
    if (socket.bytesRead !== before && silentSince !== undefined) silentSince = performance.now();
    before = socket.bytesRead;
    if (silentSince !== undefined && performance.now() - silentSince >= silenceMs) response.destroy(failure("SILENT", `nothing more within ${silenceMs} ms`));
  }, silenceMs / LOOKS);
  return {
    /** Someone waits since then; nobody does. */
    begins(since: number | undefined): void {
      silentSince = since;
    },
    end: () => clearInterval(timer),
  };
}

/** Lets Node's agent keep connections alive while `dial` decides how one is opened. */
class DialingAgent extends http.Agent {
  readonly #options: DialOptions;

  constructor(options: DialOptions, maxSockets: number) {
    super({ keepAlive: true, maxSockets, scheduling: "lifo" });
    this.#options = options;
  }

  override createConnection(_options: http.ClientRequestArgs, callback: (error: Error | null, stream: Duplex) => void): undefined {
    void this.#dial(callback);
    return undefined;
  }

  async #dial(callback: (error: Error | null, stream: Duplex) => void): Promise<void> {
    let socket: net.Socket;
    try {
      socket = await dial(this.#options);
    } catch (error) {
      // Node passes the error on to the request and does not look at the stream.
      callback(error as Error, undefined as never);
      return;
    }
    callback(null, socket);
  }
}
