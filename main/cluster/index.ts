import { homedir } from "node:os";
import type { Cluster } from "../ports.ts";
import { checkContext } from "./check.ts";
import type { OnConnection } from "./http/dial.ts";
import { listContexts } from "./kubeconfig/contexts.ts";
import type { Environment } from "./kubeconfig/files.ts";
import { listCluster as listClusterIn, type ListClusterRequest } from "./listing/listCluster.ts";

/**
 * The door to live clusters: kubeconfig contexts, whether they answer, and listing them. Nothing else in Sallyport
 * connects to a cluster.
 */

export interface ClusterOptions {
  /** Told of every connection before it is opened. */
  onConnection?: OnConnection;
  /** Default: this process. */
  environment?: Environment;
}

/** The `Cluster` port of the use cases. */
export function createCluster(options: ClusterOptions = {}): Cluster {
  const environment = options.environment ?? processEnvironment();
  return {
    contexts: (request) => listContexts(request, environment, new Date()),
    check: (request) => checkContext({ ...request, environment, onConnection: options.onConnection }),
  };
}

/** Reads namespaces, pods and their owners of a live cluster into a sink; see `listing/listCluster.ts`. */
export function listCluster(request: Omit<ListClusterRequest, "environment"> & { environment?: Environment }): ReturnType<typeof listClusterIn> {
  return listClusterIn({ ...request, environment: request.environment ?? processEnvironment() });
}

function processEnvironment(): Environment {
  return { KUBECONFIG: process.env["KUBECONFIG"], home: homedir() };
}
