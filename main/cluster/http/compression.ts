import { isIP } from "node:net";
import type { ResolvedContext } from "../kubeconfig/context.ts";

/** What is known of a connection: the time after which its quickest answer began. Milliseconds. */
export interface Observed {
  isSlow: boolean;
  quickestMs: number;
}

export const NOTHING_OBSERVED: Observed = { isSlow: false, quickestMs: Infinity };

/** Whether answers are asked for packed. */
export interface Compression {
  isWanted(): boolean;
  /** For another client of the same server. */
  observed(): Observed;
  /** An answer began so long after its request. Milliseconds. */
  answered(afterMs: number): void;
  /** A body that came unpacked: its bytes, and how long was waited for them. Milliseconds. */
  cameUnpacked(bytes: number, waitedMs: number): void;
}

/** Less says nothing of how fast the connection is. */
const TELLING_BYTES = 256 * 1024;
/** Bytes a second below which packing saves time: API servers pack some 100 MB of JSON a second, to a tenth. */
const SLOW = 32 * 1024 * 1024;
/** No answer to the smallest question came sooner: the server is not on this computer, however busy that is. */
const FAR_MS = 8;

/**
 * gzip, unless the kubeconfig says `disable-compression`. Between two programs of one computer it only costs, most of all
 * the server: a loopback address is asked without it, until its answers show that a tunnel to a server far away is behind
 * it: even the quickest took its time, and a large one came slowly.
 */
export function createCompression({ endpoint, cluster, proxy }: ResolvedContext, before = NOTHING_OBSERVED): Compression {
  const isAllowed = cluster.value.disableCompression !== true;
  const isNear = proxy === undefined && isLoopback(endpoint.host);
  let { isSlow, quickestMs } = before;
  return {
    isWanted: () => isAllowed && (!isNear || isSlow),
    observed: () => ({ isSlow, quickestMs }),
    answered(afterMs) {
      quickestMs = Math.min(quickestMs, afterMs);
    },
    cameUnpacked(bytes, waitedMs) {
      if (quickestMs >= FAR_MS && bytes >= TELLING_BYTES && bytes * 1000 < SLOW * waitedMs) isSlow = true;
    },
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
