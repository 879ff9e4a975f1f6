import type { AppError } from "../../../shared/kernel/result.ts";
import { authority, type ResolvedContext } from "../kubeconfig/context.ts";

/** What happened on a connection, and what to do, by Node's or OpenSSL's code. `server` stands for the address. */
interface Explanation {
  code: AppError["code"];
  message: string;
  remedy: string;
}

const CLOCK = "certificate-clock";
const AUTHORITY = "certificate-authority";

/** Several codes for one thing share its name. */
const SAME: Record<string, string> = {
  CERT_HAS_EXPIRED: CLOCK,
  CERT_NOT_YET_VALID: CLOCK,
  DEPTH_ZERO_SELF_SIGNED_CERT: AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: AUTHORITY,
  CERT_SIGNATURE_FAILURE: AUTHORITY,
  EAI_AGAIN: "ENOTFOUND",
  EHOSTUNREACH: "no-route",
  ENETUNREACH: "no-route",
  EPIPE: "ECONNRESET",
  ERR_STREAM_PREMATURE_CLOSE: "ECONNRESET",
  Z_BUF_ERROR: "damaged",
  Z_DATA_ERROR: "damaged",
};

function explain(code: string, context: ResolvedContext, now: Date, detail: string): Explanation | undefined {
  const server = authority(context.endpoint);
  const cluster = `cluster "${context.cluster.name}" in ${context.cluster.file}`;
  switch (SAME[code] ?? code) {
    case "ECONNREFUSED":
      return unreachable(`${server} refuses connections.`, "Check that the cluster runs and that `server` has the right port.");
    case "ENOTFOUND":
      return unreachable(`The name ${context.proxy?.hostname ?? context.endpoint.host} cannot be resolved.`, `Check the name in \`server\` of ${cluster}, and this computer's network.`);
    case "no-route":
      return unreachable(`There is no network route to ${server}.`, "Check this computer's network, or a VPN that the cluster needs.");
    case "ETIMEDOUT":
    case "SILENT":
      return unreachable(`${server} does not answer${code === "SILENT" ? ` (${detail})` : ""}.`, "Check that the cluster runs and that no firewall is in between.");
    case "SLOW":
      return unreachable(`${server} answers too slowly (${detail}).`, "Try again on a faster connection.");
    case "BODY_TOO_LARGE":
      return unreachable(`${server} sends more than can be one answer (${detail}).`, `Check that \`server\` of ${cluster} is a Kubernetes API server.`);
    case "ECONNRESET":
      return unreachable(`${server} closed the connection.`, "Try again; if it happens again, check what is between this computer and the cluster.");
    case "damaged":
      return unreachable(`${server} sends damaged data (${detail}).`, "Try again; if it happens again, check what is between this computer and the cluster.");
    case "PROXY_REFUSED":
      return unreachable(`The proxy ${context.proxy?.host ?? ""} makes no connection to ${server}: ${detail}.`, `Check \`proxy-url\` of ${cluster}.`);
    case CLOCK:
      return unreachable(
        code === "CERT_HAS_EXPIRED"
          ? `The certificate of ${server} has expired, or this computer's clock is wrong: it says ${now.toISOString()}.`
          : `The certificate of ${server} is not valid yet, or this computer's clock is wrong: it says ${now.toISOString()}.`,
        "Correct the clock, or have the cluster's certificate renewed.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return unreachable(
        `The certificate of ${server} is made out for other names (${detail}).`,
        `Use one of those names in \`server\` of ${cluster}, or set \`tls-server-name\`.`,
      );
    case AUTHORITY:
      return unreachable(
        `The certificate of ${server} is not signed by an authority that is trusted for this cluster.`,
        `Put the cluster's authority into \`certificate-authority-data\` of ${cluster}. If it was there already, the cluster is another one or someone is in between.`,
      );
    case "CERT_REVOKED":
      return unreachable(`The certificate of ${server} was revoked.`, "Ask the cluster's administrator.");
  }
  if (/wrong version number|ERR_SSL_WRONG_VERSION_NUMBER|packet length too long|HPE_|http request/i.test(`${code} ${detail}`)) {
    return unreachable(`${server} does not speak TLS there.`, `Check the port and \`https://\` in \`server\` of ${cluster}.`);
  }
  if (/alert (bad certificate|unknown ca|certificate (required|expired|unknown|revoked)|handshake failure)|SSLV3_ALERT|TLSV1(3)?_ALERT/i.test(`${code} ${detail}`)) {
    return {
      code: "unauthorized",
      message: `${server} does not accept the client certificate of context "${context.name}"${context.user ? ` (user "${context.user.name}")` : ""}.`,
      remedy: "Get a new kubeconfig for this cluster from its administrator.",
    };
  }
  return undefined;
}

function unreachable(message: string, remedy: string): Explanation {
  return { code: "unreachable", message, remedy };
}

/** Failures that may be over a moment later. The others, certificates above all, stay what they are. */
const TRANSIENT = new Set([
  "ECONNRESET", "EPIPE", "ECONNREFUSED", "ECONNABORTED", "ETIMEDOUT", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH",
  "ERR_STREAM_PREMATURE_CLOSE", "Z_BUF_ERROR", "Z_DATA_ERROR", "SILENT", "SLOW",
]);

export function isTransient(error: unknown): boolean {
  return error instanceof Error && TRANSIENT.has((error as NodeJS.ErrnoException).code ?? "");
}

/** A failed connection in the user's words. Errors that are none of the network's, bugs, are thrown again. */
export function connectionError(error: unknown, context: ResolvedContext, now = new Date()): AppError {
  if (!(error instanceof Error)) throw error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  const detail = innermost(error);
  const known = explain(code, context, now, detail);
  const file = context.cluster.file;
  if (known) return { code: known.code, message: known.message, details: { file, remedy: known.remedy } };
  return {
    code: "unreachable",
    message: `The connection to ${authority(context.endpoint)} failed: ${detail} (${code}).`,
    details: { file, remedy: "Check the cluster's address and this computer's network." },
  };
}

/** A name with several addresses fails with an error for each; the last one is as good as any. */
function innermost(error: Error): string {
  if (error instanceof AggregateError && error.errors.length > 0) return String((error.errors.at(-1) as Error).message);
  return (error as { reason?: string }).reason ?? error.message;
}
