import type { ApiObject, ClusterData } from "./lists.ts";

/** Made-up workloads, as many as are wanted: one Deployment and ReplicaSet for every ten pods. */
export function makeCluster(pods: number, namespaces = 3): ClusterData {
  const namespaceOf = (index: number) => `team-${index % namespaces}`;
  const owners = Math.ceil(pods / 10);
  const each = (count: number, make: (index: number) => ApiObject): ApiObject[] => Array.from({ length: count }, (_, index) => make(index));
  const template = (index: number) => ({ metadata: { labels: { app: `app-${index}` } }, spec: podSpec(index) });
  return {
    namespaces: each(namespaces, (index) => ({ metadata: { name: namespaceOf(index), labels: { "kubernetes.io/metadata.name": namespaceOf(index) } } })),
    deployments: each(owners, (index) => ({
      metadata: { name: `app-${index}`, namespace: namespaceOf(index), uid: `deployment-${index}` },
      spec: { replicas: 10, selector: { matchLabels: { app: `app-${index}` } }, template: template(index) },
    })),
    replicasets: each(owners, (index) => ({
      metadata: { name: `app-${index}-5d9c`, namespace: namespaceOf(index), uid: `replicaset-${index}`, ownerReferences: [owner("Deployment", `app-${index}`, `deployment-${index}`)] },
      spec: { replicas: 10, selector: { matchLabels: { app: `app-${index}` } }, template: template(index) },
    })),
    pods: each(pods, (index) => {
      const app = Math.floor(index / 10);
      return {
        metadata: {
          name: `app-${app}-5d9c-${index}`, namespace: namespaceOf(app), uid: `pod-${index}`, labels: { app: `app-${app}` },
          ownerReferences: [owner("ReplicaSet", `app-${app}-5d9c`, `replicaset-${app}`)],
        },
        spec: podSpec(app),
        status: { phase: "Running" },
      };
    }),
  };
}

function owner(kind: string, name: string, uid: string): ApiObject {
  return { apiVersion: "apps/v1", kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function podSpec(index: number): ApiObject {
  return {
    containers: [{
      name: "main",
      image: `registry.example/team/app-${index}:1.${index % 7}`,
      ports: [{ containerPort: 8080 }],
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
      securityContext: { runAsNonRoot: index % 2 === 0, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    }],
    serviceAccountName: `app-${index}`,
  };
}
