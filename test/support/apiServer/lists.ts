/** Lists in pages, as the API server of Kubernetes gives them. */

export type ApiObject = Record<string, unknown>;

/** Objects by the plural of their resource. */
export type ClusterData = Record<string, ApiObject[]>;

interface Served {
  path: string;
  listKind: string;
  apiVersion: string;
}

const SERVED: Record<string, Served> = {
  namespaces: { path: "/api/v1/namespaces", listKind: "NamespaceList", apiVersion: "v1" },
  pods: { path: "/api/v1/pods", listKind: "PodList", apiVersion: "v1" },
  replicationcontrollers: { path: "/api/v1/replicationcontrollers", listKind: "ReplicationControllerList", apiVersion: "v1" },
  replicasets: { path: "/apis/apps/v1/replicasets", listKind: "ReplicaSetList", apiVersion: "apps/v1" },
  deployments: { path: "/apis/apps/v1/deployments", listKind: "DeploymentList", apiVersion: "apps/v1" },
  statefulsets: { path: "/apis/apps/v1/statefulsets", listKind: "StatefulSetList", apiVersion: "apps/v1" },
  daemonsets: { path: "/apis/apps/v1/daemonsets", listKind: "DaemonSetList", apiVersion: "apps/v1" },
  jobs: { path: "/apis/batch/v1/jobs", listKind: "JobList", apiVersion: "batch/v1" },
  cronjobs: { path: "/apis/batch/v1/cronjobs", listKind: "CronJobList", apiVersion: "batch/v1" },
  rollouts: { path: "/apis/argoproj.io/v1alpha1/rollouts", listKind: "RolloutList", apiVersion: "argoproj.io/v1alpha1" },
};

export const SERVED_RESOURCES = Object.keys(SERVED);

/** What API discovery tells of a group and version: its resources, and of each a subresource that has its kind. Undefined where there are none. */
export function discoveryOf(path: string): object | undefined {
  const apiVersion = /^\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  const resources = SERVED_RESOURCES.flatMap((name) => {
    const { apiVersion: own, listKind = "" } = SERVED[name] ?? {};
    const kind = listKind.replace(/List$/, "");
    return own === apiVersion ? [{ name: `${name}/status`, kind, namespaced: true, verbs: ["get"] }, { name, kind, namespaced: true, verbs: ["get", "list"] }] : [];
  });
  return resources.length === 0 ? undefined : { kind: "APIResourceList", apiVersion: "v1", groupVersion: apiVersion, resources };
}

/** What a path lists, in one namespace or in all. */
export interface ListTarget {
  resource: string;
  namespace?: string;
}

export function listTargetOf(path: string): ListTarget | undefined {
  const inNamespace = /^(.*)\/namespaces\/([^/]+)(\/[^/]+)$/.exec(path);
  const everywhere = inNamespace ? `${inNamespace[1]}${inNamespace[3]}` : path;
  const resource = SERVED_RESOURCES.find((name) => SERVED[name]?.path === everywhere);
  if (resource === undefined) return undefined;
  return { resource, ...(inNamespace?.[2] !== undefined && { namespace: decodeURIComponent(inNamespace[2]) }) };
}

/** The group of a resource, as authorization has it. */
export function groupOf(resource: string): string {
  return SERVED[resource]?.apiVersion.split("/").at(-2) ?? "";
}

/** Where the page of a continue token begins, and which page of the list it is. */
export interface PageStart {
  offset: number;
  page: number;
  /** Makes tokens differ that mean the same place. */
  salt?: number;
}

export function readToken(token: string | null): PageStart {
  return token === null || token === "" ? { offset: 0, page: 0 } : (JSON.parse(Buffer.from(token, "base64url").toString()) as PageStart);
}

export function writeToken(start: PageStart): string {
  return Buffer.from(JSON.stringify(start)).toString("base64url");
}

/** What stands around the items of a page. `token`: of the next page. */
export function envelope(resource: string, token: string | undefined, remaining: number, items: string[]): string {
  const { listKind, apiVersion } = SERVED[resource] ?? { listKind: "List", apiVersion: "v1" };
  const metadata = { resourceVersion: "1000", ...(token !== undefined && { continue: token, remainingItemCount: remaining }) };
  return `{"kind":"${listKind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items.join(",")}]}\n`;
}

export interface Item {
  namespace: string | undefined;
  name: string | undefined;
  text: string;
}

/** The text of each object, made once: without kind and apiVersion, as items of a typed list have none, and with a uid. */
export function serialize(data: ClusterData): Map<string, Item[]> {
  const items = new Map<string, Item[]>();
  for (const resource of SERVED_RESOURCES) {
    items.set(resource, (data[resource] ?? []).map((object, index) => {
      const { namespace, name } = (object["metadata"] ?? {}) as { namespace?: string; name?: string };
      return { namespace, name, text: itemText(resource, object, index) };
    }));
  }
  return items;
}

function itemText(resource: string, object: ApiObject, index: number): string {
  const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = object;
  return JSON.stringify({ metadata: { uid: `${resource}-${index}`, ...(metadata as ApiObject | undefined) }, ...rest });
}
