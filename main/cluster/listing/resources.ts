/** A kind of object that is listed, and where. */
export interface ListedResource {
  /** Plural, as in paths and permissions. */
  name: string;
  group: "" | "apps" | "batch";
  apiVersion: "v1" | "apps/v1" | "batch/v1";
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

/** Path of a page of a resource over all namespaces. */
export function listPath(resource: ListedResource, limit: number, token: string | undefined): string {
  const root = resource.group === "" ? `/api/${resource.apiVersion}` : `/apis/${resource.apiVersion}`;
  const query = new URLSearchParams({ limit: String(limit), ...(token !== undefined && { continue: token }) });
  return `${root}/${resource.name}?${query.toString()}`;
}

/** What a role must allow, in words. */
export function listPermission(resource: ListedResource): string {
  return `list ${resource.name}${resource.group === "" ? "" : `.${resource.group}`} at cluster scope`;
}
