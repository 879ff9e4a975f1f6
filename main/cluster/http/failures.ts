import type { AppError } from "../../../shared/kernel/result.ts";
import { authority, type ResolvedContext } from "../kubeconfig/context.ts";

/** What the explanations speak of. */
interface Facts {
  /** `host:port` */
  server: string;
  host: string;
  /** The kubeconfig's entry, in words. */
  cluster: string;
  proxy: string;
  clock: string;
  /** What Node or OpenSSL says. */
  detail: string;
}

/** What happened, and what to do. */
type Explanation = (facts: Facts) => [message: string, remedy: string];

const noRoute: Explanation = ({ server }) => [`There is no network route to ${server}.`, "Check this computer's network, or a VPN that the cluster needs."];
const noName: Explanation = ({ host, cluster }) => [`The name ${host} cannot be resolved.`, `Check the name in \`server\` of ${cluster}, and this computer's network.`];
const closed: Explanation = ({ server }) => [`${server} closed the connection.`, "Try again; if it happens again, check what is between this computer and the cluster."];
const damaged: Explanation = ({ server, detail }) => [`${server} sends damaged data (${detail}).`, "Try again; if it happens again, check what is between this computer and the cluster."];
const noAnswer: Explanation = ({ server, detail }) => [`${server} does not answer (${detail}).`, "Check that the cluster runs and that no firewall is in between."];
const outOfTime = (what: string): Explanation => ({ server, clock }) => [
  `The certificate of ${server} ${what}, or this computer's clock is wrong: it says ${clock}.`,
  "Correct the clock, or have the cluster's certificate renewed.",
];
const untrusted: Explanation = ({ server, cluster }) => [
  `The certificate of ${server} is not signed by an authority that is trusted for this cluster.`,
  `Put the cluster's authority into \`certificate-authority-data\` of ${cluster}. If it is there already, this is another cluster, or someone is in between.`,
];
const noTls: Explanation = ({ server, cluster }) => [`${server} does not speak TLS.`, `Check the port and \`https://\` in \`server\` of ${cluster}.`];

/** By the code of Node's or OpenSSL's error, or of one made in `client.ts`. */
const EXPLANATIONS: Record<string, Explanation> = {
  ECONNREFUSED: ({ server }) => [`${server} refuses connections.`, "Check that the cluster runs and that `server` has the right port."],
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ETIMEDOUT: noAnswer,
  SILENT: noAnswer,
  SLOW: ({ server, detail }) => [`${server} answers too slowly (${detail}).`, "Try again on a faster connection."],
  BODY_TOO_LARGE: ({ server, cluster, detail }) => [`${server} sends more than can be one answer (${detail}).`, `Check that \`server\` of ${cluster} is a Kubernetes API server.`],
  ECONNRESET: closed,
  EPIPE: closed,
  ERR_STREAM_PREMATURE_CLOSE: closed,
  Z_BUF_ERROR: damaged,
  Z_DATA_ERROR: damaged,
  THREAD_ENDED: ({ server }) => [`The thread that talks to ${server} ended.`, "Try again."],
  PROXY_REFUSED: ({ server, proxy, cluster, detail }) => [`The proxy ${proxy} makes no connection to ${server}: ${detail}.`, `Check \`proxy-url\` of ${cluster}.`],
  CERT_HAS_EXPIRED: outOfTime("has expired"),
  CERT_NOT_YET_VALID: outOfTime("is not valid yet"),
  CERT_REVOKED: ({ server }) => [`The certificate of ${server} was revoked.`, "Ask the cluster's administrator."],
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ server, cluster, detail }) => [
    `The certificate of ${server} is made out for other names (${detail}).`,
    `Use one of those names in \`server\` of ${cluster}, or set \`tls-server-name\`.`,
  ],
};

/** OpenSSL and BoringSSL name these differently from version to version. */
const NOT_TLS = /wrong.version.number|packet length too long|http.request|^HPE_/i;
const CERTIFICATE_REFUSED = /alert.(bad.certificate|unknown.ca|certificate.(required|expired|unknown|revoked)|handshake.failure)/i;

/** Failures that may be over a moment later. The others, certificates above all, stay what they are. */
const TRANSIENT = new Set([
  "ECONNRESET", "EPIPE", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH",
  "ERR_STREAM_PREMATURE_CLOSE", "Z_BUF_ERROR", "Z_DATA_ERROR", "SILENT", "SLOW", "THREAD_ENDED",
]);

/** Whether it is worth asking again. */
export function isTransient(error: unknown): boolean {
  return TRANSIENT.has(codeOf(error));
}

/** The code of Node's error, or of one made in `client.ts`; empty where there is none. */
export function codeOf(error: unknown): string {
  return (error instanceof Error && (error as NodeJS.ErrnoException).code) || "";
}

/** A failed connection in the user's words. Errors that are none of the network's, bugs, are thrown again. */
export function connectionError(error: unknown, context: ResolvedContext, now = new Date()): AppError {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (!(error instanceof Error) || code === undefined) throw error;
  const { endpoint, cluster, user, proxy } = context;
  const facts: Facts = {
    server: authority(endpoint),
    host: proxy?.hostname ?? endpoint.host,
    cluster: `cluster "${cluster.name}" in ${cluster.file}`,
    proxy: proxy?.host ?? "",
    clock: now.toISOString(),
    detail: innermost(error),
  };
  const words = `${code} ${error.message}`;
  if (CERTIFICATE_REFUSED.test(words)) {
    const hasOne = user?.value.certFile !== undefined || user?.value.certData !== undefined;
    return {
      code: "unauthorized",
      message: hasOne
        ? `${facts.server} does not accept the client certificate of user "${user.name}" of context "${context.name}".`
        : `${facts.server} wants a client certificate, and context "${context.name}" has none.`,
      details: { file: user?.file ?? context.file, remedy: "Get a new kubeconfig for this cluster from its administrator." },
    };
  }
  const [message, remedy] = (EXPLANATIONS[code] ?? (NOT_TLS.test(words) ? noTls : unknown(code)))(facts);
  return { code: "unreachable", message, details: { file: cluster.file, remedy } };
}

function unknown(code: string): Explanation {
  return ({ server, detail }) => [`The connection to ${server} failed: ${detail} (${code}).`, "Check the cluster's address and this computer's network."];
}

/** What Node says, in its shortest form. */
function innermost(error: Error): string {
  // A name with several addresses fails with an error for each; the last one is as good as any.
  if (error instanceof AggregateError && error.errors.length > 0) return String((error.errors.at(-1) as Error).message);
  const names = (error as { cert?: { subjectaltname?: string } }).cert?.subjectaltname;
  return names === undefined ? error.message : names.replaceAll(/(DNS|IP Address):/g, "");
}
