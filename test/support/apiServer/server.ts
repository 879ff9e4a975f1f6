import type http from "node:http";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { certificatesOf, type CertificateFault, type ServerCertificates } from "./certificates.ts";
import { createFaultPlan, type Fault } from "./faults.ts";
import { discoveryOf, envelope, listTargetOf, readToken, serialize, writeToken, type ClusterData, type ListTarget } from "./lists.ts";
import { answer, answerStatus, strike } from "./answers.ts";
import { createRights, rulesReview, type RightsOptions } from "./rights.ts";

/** A Kubernetes API server over real HTTPS on loopback, as far as listing workloads needs one, with faults on request. */

export interface ApiServerOptions extends RightsOptions {
  data: ClusterData;
  faults?: Fault[];
  /** Bearer tokens that are accepted; default `test-token`. */
  tokens?: string[];
  /** The TLS handshake fails without a client certificate. */
  requireClientCertificate?: boolean;
  certificate?: CertificateFault;
  /** The server's clock minus the real one, as its `Date` header shows it. Milliseconds. */
  clockOffsetMs?: number;
  /** A moment (`resourceVersion`) whose data is gone: a list of exactly it expires. */
  gone?: string;
  /** In front of every path. */
  basePath?: string;
}

export interface LoggedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
}

export interface ApiServer {
  url: string;
  port: number;
  certificates: ServerCertificates;
  /** Every request in the order of arrival. */
  requests: LoggedRequest[];
  /** Accepted bearer tokens; may be changed while the server runs. */
  tokens: Set<string>;
  /** Connections accepted so far, and open now. */
  connections(): { accepted: number; open: number };
  /** Replaces the data; lists under way go on in it. */
  setData(data: ClusterData): void;
  /** Ends every connection and stops listening. */
  stop(): Promise<void>;
}

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const certificates = await certificatesOf(options.certificate);
  const plan = createFaultPlan(options.faults ?? []);
  const tokens = new Set(options.tokens ?? ["test-token"]);
  const requests: LoggedRequest[] = [];
  const sockets = new Set<TLSSocket>();
  /** Below TLS, by the client's port: only there can a connection be reset. */
  const underneath = new Map<number, Socket>();
  let accepted = 0;
  let texts = serialize(options.data);

  const server = https.createServer({
    ...certificates.server, ca: certificates.ca,
    requestCert: true,
    rejectUnauthorized: options.requireClientCertificate ?? false,
  });
  server.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    underneath.set(port, socket);
    socket.once("close", () => underneath.delete(port));
  });
  server.on("secureConnection", (socket) => {
    accepted++;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => undefined);
  });
  // A client that does not like the certificate ends the handshake: that is what the tests are about.
  server.on("tlsClientError", () => undefined);

  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "/", "https://server");
    const path = url.pathname.slice((options.basePath ?? "").length);
    requests.push({ method: request.method ?? "", path, query: url.searchParams, headers: request.headers });
    if (options.clockOffsetMs !== undefined) response.setHeader("date", new Date(Date.now() + options.clockOffsetMs).toUTCString());
    response.on("error", () => undefined);
    if (!isSignedIn(request, tokens)) return answerStatus(response, 401, "Unauthorized");
    if (path === "/version") return serveVersion(request, response);
    if (path.startsWith("/apis/authorization.k8s.io/v1/")) return void serveReview(request, response, path.split("/").at(-1) ?? "");
    const single = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path)?.[1];
    if (single !== undefined) return serveNamespace(request, response, single);
    const discovery = discoveryOf(path);
    if (discovery) return answer(request, response, 200, JSON.stringify(discovery));
    const target = listTargetOf(path);
    if (!target || !url.pathname.startsWith(options.basePath ?? "")) return answerStatus(response, 404, "the server could not find the requested resource");
    serveList(request, response, target, url.searchParams);
  });

  const resetter = (request: http.IncomingMessage) => () => underneath.get(request.socket.remotePort ?? 0)?.resetAndDestroy();

  const serveVersion = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const fault = plan.next("version", 0);
    const body = JSON.stringify({ major: "1", minor: "34", gitVersion: "v1.34.1" });
    if (fault) strike(fault, { request, response, body, token: null, reset: resetter(request) });
    else answer(request, response, 200, body);
  };

  const rights = createRights(options);

  const serveReview = async (request: http.IncomingMessage, response: http.ServerResponse, kind: string): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const review = JSON.parse(Buffer.concat(parts).toString()) as { spec: { namespace?: string; resourceAttributes?: { resource: string } } };
    const status = kind === "selfsubjectrulesreviews"
      ? rulesReview(rights, review.spec.namespace ?? "")
      : { allowed: rights.mayList({ resource: review.spec.resourceAttributes?.resource ?? "" }) };
    const body = JSON.stringify({ ...review, status });
    const fault = plan.next(kind, 0);
    if (fault) strike(fault, { request, response, body, token: null, reset: resetter(request) });
    else answer(request, response, 201, body);
  };

  const serveNamespace = (request: http.IncomingMessage, response: http.ServerResponse, name: string): void => {
    if (!rights.mayList({ resource: "namespaces", namespace: name })) return answerStatus(response, 403, `namespaces "${name}" is forbidden`);
    const found = texts.get("namespaces")?.find((item) => item.name === name);
    if (found) answer(request, response, 200, found.text);
    else answerStatus(response, 404, `namespaces "${name}" not found`);
  };

  const serveList = (request: http.IncomingMessage, response: http.ServerResponse, target: ListTarget, query: URLSearchParams): void => {
    const { resource, namespace } = target;
    if (!rights.mayList(target)) {
      const where = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
      return answerStatus(response, 403, `${resource} is forbidden: User "auditor" cannot list resource "${resource}" ${where}`);
    }
    const token = query.get("continue");
    // As the API server does: the token alone says of which moment the list is, and a match needs a version.
    if (query.has("resourceVersionMatch") && (token !== null || !query.has("resourceVersion"))) {
      return answerStatus(response, 400, "resourceVersionMatch is forbidden unless resourceVersion is provided, and with continue");
    }
    if (options.gone !== undefined && query.get("resourceVersion") === options.gone) return answerStatus(response, 410, "The resourceVersion for the provided list is too old");
    const { offset, page } = readToken(token);
    const limit = Number(query.get("limit") ?? "0") || Infinity;
    const items = texts.get(resource) ?? [];
    // Of a large cluster, nothing is done to all items for each page: the time of benchmarks is not to be the server's.
    const all = namespace === undefined ? items : items.filter((item) => item.namespace === namespace);
    const textsOf = (from: number, to: number): string[] => all.slice(from, to).map(({ text }) => text);
    const end = Math.min(all.length, offset + limit);
    const next = end < all.length ? writeToken({ offset: end, page: page + 1 }) : undefined;
    const body = envelope(resource, next, all.length - end, textsOf(offset, end));
    const fault = plan.next(resource, page);
    if (fault) strike(fault, { request, response, body, token, reset: resetter(request), list: { resource, page, offset, all: textsOf(0, all.length), items: textsOf(0, Math.min(limit, all.length)) } });
    else answer(request, response, 200, body);
  };

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port, certificates, requests, tokens,
    url: `https://127.0.0.1:${port}${options.basePath ?? ""}`,
    connections: () => ({ accepted, open: sockets.size }),
    setData: (data) => { texts = serialize(data); },
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

function isSignedIn(request: http.IncomingMessage, tokens: Set<string>): boolean {
  if ((request.socket as TLSSocket).authorized) return true;
  const { authorization = "" } = request.headers;
  if (authorization.startsWith("Bearer ")) return tokens.has(authorization.slice("Bearer ".length));
  return authorization === `Basic ${Buffer.from("auditor:secret").toString("base64")}`;
}
