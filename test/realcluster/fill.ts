import type { ApiObject, ClusterData } from "../support/apiServer/lists.ts";
import type { Api } from "./api.ts";

/** Collections in the order of creation: an owner's `uid` is the server's, and what it owns has to name it. */
const COLLECTIONS: [resource: string, path: string][] = [
  ["deployments", "/apis/apps/v1/namespaces/NAMESPACE/deployments"],
  ["replicasets", "/apis/apps/v1/namespaces/NAMESPACE/replicasets"],
  ["pods", "/api/v1/namespaces/NAMESPACE/pods"],
];

/** Requests under way at a time. */
const AT_ONCE = 16;

interface Metadata {
  name: string;
  namespace: string;
  uid: string;
  ownerReferences?: { uid: string }[];
}

/** Creates made-up workloads (`makeCluster`) in a real cluster. No controller runs there: pods are made like the rest. */
export async function fill(api: Api, data: ClusterData): Promise<void> {
  for (const namespace of data["namespaces"] ?? []) await api.create("/api/v1/namespaces", namespace);
  const uids = new Map<string, string>();
  for (const [resource, path] of COLLECTIONS) {
    const waiting = [...(data[resource] ?? [])];
    const worker = async (): Promise<void> => {
      for (let object = waiting.pop(); object; object = waiting.pop()) {
        const { uid, namespace } = object["metadata"] as Metadata;
        const made = await api.create(path.replace("NAMESPACE", namespace), owned(object, uids));
        uids.set(uid, (made["metadata"] as Metadata).uid);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
}

function owned(object: ApiObject, uids: ReadonlyMap<string, string>): Record<string, unknown> {
  const { uid: _, ownerReferences, ...metadata } = object["metadata"] as Metadata;
  const owners = ownerReferences?.map((owner) => ({ ...owner, uid: uids.get(owner.uid) }));
  return { ...object, metadata: { ...metadata, ...(owners && { ownerReferences: owners }) } };
}
