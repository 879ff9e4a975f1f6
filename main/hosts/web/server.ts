import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Application } from "../application.ts";
import { createAccess, refusedAddress, type Access } from "./access.ts";
import { refuse, send } from "./answers.ts";
import { createEventStreams } from "./events.ts";
import { badAddress, badToken, noSession } from "./refusals.ts";
import { route, wantsData, type RouteDeps } from "./routes.ts";

/** Loopback only: nothing outside this machine reaches the window. */
const LOOPBACK = "127.0.0.1";
/** How long answers under way may take when the server ends. */
const GRACE_MS = 3000;

export interface WebHostOptions {
  app: Application;
  /** Folder of the built window. */
  bundle: string;
  /** Folder for files dropped on the window. */
  incoming: string;
  /** 0 lets the system choose. */
  port: number;
  /** Told once an address was used, with the next one. */
  addressUsed(next: string): void;
}

export interface WebHost {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The address that lets one browser in, once. */
  address(): string;
  /** Ends event streams at once and gives other answers a short while. */
  close(): Promise<void>;
}

/** Serves the window and its calls on loopback. Rejects when the port cannot be had. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const origin = `http://${LOOPBACK}:${port}`;
  const access = createAccess(port);
  const events = createEventStreams(options.app);
  const address = (): string => `${origin}/?token=${access.currentToken()}`;
  const admitted = (): void => options.addressUsed(address());
  const deps: RouteDeps = { app: options.app, events, bundle: options.bundle, incoming: options.incoming };

  server.on("request", (request, response) => {
    answer({ origin, access, admitted, deps }, request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else refuse(response, { status: 500, code: "internal", title: "Sallyport failed to answer.", remedy: "What went wrong is in its terminal." }, true);
    });
  });

  return {
    origin,
    address,
    close: () => {
      events.close();
      return closeServer(server);
    },
  };
}

interface Context {
  origin: string;
  access: Access;
  admitted(): void;
  deps: RouteDeps;
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { origin, access } = context;
  const url = parseUrl(request.url ?? "", origin);
  const refused = url ? refusedAddress(request.headers, request.method ?? "", origin) : "host";
  if (!url || refused) return refuse(response, badAddress(refused ?? "host", origin), !!url && wantsData(url));
  const token = url.pathname === "/" ? url.searchParams.get("token") : null;
  if (token !== null) return admit(context, token, response);
  if (!access.hasSession(request.headers.cookie)) return refuse(response, noSession(), wantsData(url));
  await route(context.deps, request, response, url);
}

/** Exchanges the token of the address for a session and leads to the address without it, which history may keep. */
function admit({ access, admitted }: Context, token: string, response: ServerResponse): void {
  const session = access.redeem(token);
  if (session === undefined) return refuse(response, badToken(), false);
  send(response, 303, { location: "/", "set-cookie": access.sessionCookie(session) }, "");
  admitted();
}

/** A request's target is a path; an absolute one must name this server. */
function parseUrl(target: string, origin: string): URL | undefined {
  const url = URL.parse(target.startsWith("/") ? origin + target : target);
  return url?.origin === origin ? url : undefined;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const forced = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(forced);
}
