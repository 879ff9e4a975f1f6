/** A policy as a custom resource: privileged containers block, an implicit or written latest logs. */
export const POLICY = `apiVersion: container-security.trendmicro.com/v1alpha1
kind: ClusterPolicy
metadata:
  name: shop
spec:
  rules:
    - type: privileged
      action: block
      mitigation: log
    - type: imageTag
      action: log
      mitigation: log
      properties:
        operator: equals
        values: [latest]
  exceptions:
    - type: imageName
      properties:
        operator: equals
        values: [acme/debugger]
`;

interface PodOptions {
  namespace?: string;
  image?: string;
  privileged?: boolean;
  phase?: string;
}

/** One pod of a cluster. */
export function pod(name: string, { namespace, image = "registry.example.com/acme/app:1.2", privileged = false, phase = "Running" }: PodOptions = {}): Record<string, unknown> {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { containers: [{ name: "app", image, securityContext: { privileged } }] },
    ...(phase === "" ? {} : { status: { phase } }),
  };
}

export function list(...items: object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** One pod of each verdict: block, log, allow, excluded (would block), excused (allow), finished. */
export const CLUSTER = list(
  pod("cart", { namespace: "shop", privileged: true }),
  pod("web", { namespace: "shop", image: "nginx" }),
  pod("db", { namespace: "data" }),
  pod("proxy", { namespace: "kube-system", privileged: true }),
  pod("debugger", { namespace: "shop", image: "acme/debugger:1", privileged: true }),
  pod("job-1", { namespace: "data", privileged: true, phase: "Succeeded" }),
);
