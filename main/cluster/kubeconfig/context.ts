import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ClusterEntry, UserEntry } from "./entries.ts";
import type { KubeconfigFile } from "./files.ts";
import type { Defined, MergedConfig } from "./merge.ts";

/** Where an API server answers. */
export interface Endpoint {
  protocol: "https:" | "http:";
  host: string;
  port: number;
  /** Path in front of `/api`, without a slash at its end; several clusters may share one address (`/k8s/clusters/c-1`). */
  basePath: string;
}

/** `host:port` as URLs and request lines have it. */
export function authority({ host, port }: Endpoint): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** A context with everything it refers to. */
export interface ResolvedContext {
  name: string;
  file: string;
  cluster: Defined<ClusterEntry>;
  endpoint: Endpoint;
  proxy?: URL;
  /** Undefined: anonymous. */
  user?: Defined<UserEntry>;
  /** The one the context names, else `default`. */
  namespace: string;
}

const PROXY_SCHEMES = ["http:", "https:", "socks5:"];

/** Follows a context to its cluster and user; the reason in words when one of them is not there or not usable. */
export function resolveContext(merged: MergedConfig, name: string): Result<ResolvedContext> {
  const context = merged.contexts.get(name);
  if (!context) {
    return fail("not-found", `No kubeconfig defines a context "${name}".`, { remedy: "Choose one of the listed contexts, or add the kubeconfig that defines it." });
  }
  const { file, value } = context;
  const broken = (message: string, remedy: string) => fail("invalid-input", `Context "${name}": ${message}`, { file, remedy });
  if (value.cluster === undefined) return broken("it names no cluster.", `Set \`cluster\` of this context in ${file}.`);
  const cluster = merged.clusters.get(value.cluster);
  if (!cluster) return broken(`cluster "${value.cluster}" is not defined.`, "Add the kubeconfig that defines it, or correct the name.");
  const user = value.user === undefined ? undefined : merged.users.get(value.user);
  if (value.user !== undefined && !user) return broken(`user "${value.user}" is not defined.`, "Add the kubeconfig that defines it, or correct the name.");

  const { server, proxyUrl } = cluster.value;
  const where = `\`server\` of cluster "${cluster.name}" in ${cluster.file}`;
  if (server === undefined) return broken(`cluster "${cluster.name}" names no server.`, `Set ${where}.`);
  const endpoint = parseEndpoint(server);
  if (!endpoint) return broken(`"${server}" is not the address of a server.`, `Correct ${where}, for example https://10.0.0.1:6443.`);
  const resolved: ResolvedContext = { name, file, cluster, endpoint, namespace: value.namespace ?? "default" };
  if (user) resolved.user = user;
  if (proxyUrl !== undefined) {
    const proxy = URL.parse(proxyUrl);
    if (!proxy || !PROXY_SCHEMES.includes(proxy.protocol)) {
      return broken(`"${withoutSecrets(proxyUrl)}" is not the address of a proxy.`, `Correct \`proxy-url\` of cluster "${cluster.name}" in ${cluster.file}: it starts with http://, https:// or socks5://.`);
    }
    resolved.proxy = proxy;
  }
  return ok(resolved);
}

/** What a user should know about a context that can be used all the same. */
export function contextWarnings(context: ResolvedContext, files: KubeconfigFile[]): string[] {
  const warnings: string[] = [];
  if (context.endpoint.protocol === "http:") {
    warnings.push("The connection is not encrypted (http): what is sent, passwords and tokens too, can be read on the way.");
  } else if (context.cluster.value.insecure) {
    warnings.push("The server's certificate is not checked (insecure-skip-tls-verify): anyone on the way can pose as this cluster.");
  }
  const others = files.filter((file) => file.path !== context.file && file.config?.contexts.has(context.name));
  for (const other of others) warnings.push(`${other.path} defines a context of this name too; it is not used, because ${context.file} comes first.`);
  const own = files.find((file) => file.path === context.file)?.config;
  const { cluster, user } = context;
  if (cluster.file !== context.file && own?.clusters.has(cluster.name)) warnings.push(shadowed("Cluster", cluster, context.file));
  if (user && user.file !== context.file && own?.users.has(user.name)) warnings.push(shadowed("User", user, context.file));
  return warnings;
}

function shadowed(kind: string, entry: Defined<unknown>, file: string): string {
  return `${kind} "${entry.name}" is taken from ${entry.file}, not from ${file}: the first definition of a name wins.`;
}

function parseEndpoint(server: string): Endpoint | undefined {
  // client-go accepts an address without a scheme; here it always means https.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(server) ? server : `https://${server}`);
  if (!url || url.hostname === "" || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  return {
    protocol: url.protocol,
    // Node takes an IPv6 address without brackets.
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port),
    basePath: url.pathname.replace(/\/+$/, ""),
  };
}

function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//…@");
}
