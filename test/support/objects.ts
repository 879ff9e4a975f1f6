/** Small Kubernetes objects for tests. What a test is about it says itself; the rest is filled in here. */

type Json = Record<string, unknown>;

export const HARDENED = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

export function container(fields: Json = {}): Json {
  return { name: "app", image: "registry.example.com/team/app:1.2", securityContext: HARDENED, ...fields };
}

export interface PodOptions {
  name?: string;
  namespace?: string;
  phase?: string;
  owner?: Json;
  containers?: Json[];
  spec?: Json;
  annotations?: Json;
}

export function pod({ name = "pod", namespace = "shop", phase = "Running", owner, containers = [container()], spec, annotations }: PodOptions = {}): Json {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, uid: `uid-${name}`, annotations, ...(owner ? { ownerReferences: [{ controller: true, ...owner }] } : {}) },
    spec: { containers, ...spec },
    status: { phase },
  };
}

export interface ControllerOptions {
  kind?: string;
  apiVersion?: string;
  name?: string;
  namespace?: string;
  replicas?: number;
  owner?: Json;
  containers?: Json[];
}

export function controller({
  kind = "Deployment", apiVersion = "apps/v1", name = "cart", namespace = "shop", replicas = 1, owner, containers = [container()],
}: ControllerOptions = {}): Json {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, uid: `uid-${kind}-${name}`, ...(owner ? { ownerReferences: [{ controller: true, ...owner }] } : {}) },
    spec: { replicas, template: { spec: { containers } } },
  };
}

/** A reference to an object made by `controller`. */
export function ownedBy(kind: string, name: string, apiVersion = "apps/v1"): Json {
  return { apiVersion, kind, name, uid: `uid-${kind}-${name}` };
}
