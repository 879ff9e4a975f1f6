/** A kind of object that is listed, and where. */
export interface ListedResource {
  /** Plural, as in paths and permissions. */
  name: string;
  /** Empty for those of Kubernetes' core. */
  group: string;
  apiVersion: string;
  kind: string;
}

/** Everything a snapshot of a cluster holds, in the order in which it is asked for. */
export const RESOURCES: readonly ListedResource[] = [
  { name: "namespaces", group: "", apiVersion: "v1", kind: "Namespace" },
  { name: "pods", group: "", apiVersion: "v1", kind: "Pod" },
  { name: "replicasets", group: "apps", apiVersion: "apps/v1", kind: "ReplicaSet" },
  { name: "deployments", group: "apps", apiVersion: "apps/v1", kind: "Deployment" },
  { name: "statefulsets", group: "apps", apiVersion: "apps/v1", kind: "StatefulSet" },
  { name: "daemonsets", group: "apps", apiVersion: "apps/v1", kind: "DaemonSet" },
  { name: "jobs", group: "batch", apiVersion: "batch/v1", kind: "Job" },
  { name: "cronjobs", group: "batch", apiVersion: "batch/v1", kind: "CronJob" },
  { name: "replicationcontrollers", group: "", apiVersion: "v1", kind: "ReplicationController" },
];

/** Which page of which list. */
export interface PageOf {
  /** Undefined: all namespaces. */
  namespace?: string | undefined;
  limit: number;
  /** Of the page before. It also says of which moment the list is. */
  token?: string | undefined;
  /**
   * The list is to be of exactly this moment, as another one was. Never together with a token, which the server refuses.
   * Without it the server gives the newest data and keeps to the page size; `0`, its cache, would be cheaper for it, but
   * then it may ignore the page size and send everything at once.
   */
  version?: string | undefined;
}

/** Path of a page of a resource. */
export function listPath(resource: ListedResource, { namespace, limit, token, version }: PageOf): string {
  const root = resource.group === "" ? `/api/${resource.apiVersion}` : `/apis/${resource.apiVersion}`;
  const place = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  const query = new URLSearchParams({ limit: String(limit) });
  if (token !== undefined) query.set("continue", token);
  else if (version !== undefined) {
    query.set("resourceVersion", version);
    query.set("resourceVersionMatch", "Exact");
  }
  return `${root}${place}/${resource.name}?${query.toString()}`;
}

/** Path of the page that follows another one of the same list, whose path is given. */
export function pathOfNext(path: string, token: string): string {
  const [place, text] = path.split("?", 2);
  const query = new URLSearchParams(text);
  query.set("continue", token);
  query.delete("resourceVersion");
  query.delete("resourceVersionMatch");
  return `${place}?${query.toString()}`;
}

/** What a role must allow, in words. */
export function listPermission(resource: ListedResource, namespace?: string): string {
  return `list ${resource.name}${resource.group === "" ? "" : `.${resource.group}`} ${namespace === undefined ? "at cluster scope" : `in namespace ${namespace}`}`;
}
