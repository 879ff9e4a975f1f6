import net from "node:net";
import tls from "node:tls";
import type { ResolvedContext } from "../kubeconfig/context.ts";
import type { TlsMaterial } from "../kubeconfig/material.ts";
import { connectThroughHttp } from "./httpProxy.ts";
import { connectThroughSocks } from "./socksProxy.ts";

/** Told of every connection before it is opened. */
export type OnConnection = (connection: { time: string; host: string; port: number; purpose: string }) => void;

export interface DialOptions {
  context: ResolvedContext;
  material: TlsMaterial;
  onConnection: OnConnection;
  /** Sees every socket as soon as it exists, so that whoever closes the session can end one that is still connecting. */
  track: (socket: net.Socket) => void;
  /** Longest time until the connection stands. */
  timeoutMs: number;
}

/**
 * Opens one connection to the context's API server: the only place in Sallyport that reaches out to a cluster. The
 * proxy is the one the kubeconfig names; proxy variables of the environment are not looked at, so that nothing but the
 * kubeconfig decides where a connection goes.
 */
export async function dial(options: DialOptions): Promise<net.Socket> {
  let latest: net.Socket | undefined;
  const timer = setTimeout(() => {
    latest?.destroy(Object.assign(new Error(`no connection within ${options.timeoutMs} ms`), { code: "SILENT" }));
  }, options.timeoutMs);
  try {
    return await connect(options, (socket) => {
      latest = socket;
      options.track(socket);
    });
  } finally {
    clearTimeout(timer);
  }
}

async function connect({ context, material, onConnection }: DialOptions, track: (socket: net.Socket) => void): Promise<net.Socket> {
  const { endpoint, proxy, name } = context;
  const opened = <S extends net.Socket>(socket: S, event: "connect" | "secureConnect"): Promise<S> => {
    track(socket);
    return settled(socket, event);
  };
  const plain = (host: string, port: number) => opened(net.connect({ host, port, noDelay: true }), "connect");
  const secure = (socket?: net.Socket) => opened(tls.connect(tlsOptions(context, material, socket)), "secureConnect");
  const record = (host: string, port: number, purpose: string) => onConnection({ time: new Date().toISOString(), host, port, purpose });
  if (!proxy) {
    record(endpoint.host, endpoint.port, `API server of context ${name}`);
    return endpoint.protocol === "https:" ? secure() : plain(endpoint.host, endpoint.port);
  }
  const proxyPort = proxy.port === "" ? DEFAULT_PROXY_PORTS[proxy.protocol] ?? 1080 : Number(proxy.port);
  const proxyHost = proxy.hostname.replace(/^\[(.*)\]$/, "$1");
  record(proxyHost, proxyPort, `proxy of context ${name}, to its API server ${endpoint.host}:${endpoint.port}`);
  const socket = proxy.protocol === "https:"
    ? await opened(tls.connect({ host: proxyHost, port: proxyPort, servername: serverName(proxyHost), ca: systemCertificates(), ALPNProtocols: ["http/1.1"] }), "secureConnect")
    : await plain(proxyHost, proxyPort);
  const login = { username: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
  await (proxy.protocol === "socks5:" ? connectThroughSocks(socket, endpoint, login) : connectThroughHttp(socket, endpoint, login));
  return endpoint.protocol === "https:" ? secure(socket) : socket;
}

const DEFAULT_PROXY_PORTS: Record<string, number> = { "http:": 80, "https:": 443, "socks5:": 1080 };

function tlsOptions(context: ResolvedContext, material: TlsMaterial, socket?: net.Socket): tls.ConnectionOptions {
  const { endpoint, cluster } = context;
  return {
    ...(socket ? { socket } : { host: endpoint.host, port: endpoint.port }),
    servername: cluster.value.tlsServerName ?? serverName(endpoint.host),
    // Through a proxy Node does not know the address, and must not fall back to a name of its own.
    checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(cluster.value.tlsServerName ?? endpoint.host, certificate),
    ca: material.ca ?? systemCertificates(),
    rejectUnauthorized: !cluster.value.insecure,
    ALPNProtocols: ["http/1.1"],
    ...(material.cert !== undefined && { cert: material.cert, key: material.key }),
  };
}

/** Server Name Indication carries names only, never addresses. */
function serverName(host: string): string {
  return net.isIP(host) === 0 ? host : "";
}

let systemCertificatesCache: string[] | undefined;

/** Node's own list and the operating system's: in closed networks the cluster's authority is often known only to the latter. */
function systemCertificates(): string[] {
  systemCertificatesCache ??= [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system")])];
  return systemCertificatesCache;
}

function settled<S extends net.Socket>(socket: S, event: "connect" | "secureConnect"): Promise<S> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(error);
    // A handshake that the other side ends without a word has no error event of its own.
    const onClose = () => reject(Object.assign(new Error("the connection was closed during the handshake"), { code: "ECONNRESET" }));
    socket.once("error", onError).once("close", onClose);
    socket.once(event, () => {
      socket.off("error", onError).off("close", onClose);
      resolve(socket);
    });
  });
}
