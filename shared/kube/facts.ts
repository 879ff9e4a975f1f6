import type { ContainerKind, Note } from "../model/finding.ts";

/**
 * What judging needs to know of Kubernetes objects, taken from untrusted manifests. `undefined` means that the field is
 * absent, null or of a wrong type (the latter leaves a note). Paths are relative to the pod spec.
 */
export interface SecurityFacts {
  privileged: boolean | undefined;
  runAsNonRoot: boolean | undefined;
  runAsUser: number | undefined;
  allowPrivilegeEscalation: boolean | undefined;
  readOnlyRootFilesystem: boolean | undefined;
  /** Capability names as written. */
  add: string[];
  drop: string[];
}

export interface ContainerFacts {
  name: string;
  kind: ContainerKind;
  /** 0-based place in its list. */
  index: number;
  /** As written; empty when absent. */
  image: string;
  /** `sha256:…` of the image that runs, from the pod's status. */
  imageDigest: string | undefined;
  security: SecurityFacts;
}

/** A pod spec: of a pod, or of a controller's template. */
export interface PodFacts {
  /** `spec.os.name`. */
  os: string | undefined;
  hostNetwork: boolean | undefined;
  hostPID: boolean | undefined;
  hostIPC: boolean | undefined;
  runAsNonRoot: boolean | undefined;
  runAsUser: number | undefined;
  containers: ContainerFacts[];
  /** Paths relative to the pod spec. */
  notes: readonly Note[];
}

/** What a pod spec says for its containers. */
export type PodLevelFacts = Pick<PodFacts, "os" | "runAsNonRoot" | "runAsUser">;

export interface OwnerRef {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string | undefined;
}

/** One pod-bearing object. */
export interface ObjectFacts {
  apiVersion: string;
  kind: string;
  /** Undefined when the manifest does not say. */
  namespace: string | undefined;
  name: string;
  uid: string | undefined;
  /** The owner with `controller: true`. */
  owner: OwnerRef | undefined;
  /** `status.phase` of a pod; undefined for a manifest that never ran. */
  phase: string | undefined;
  /** A pod that carries the annotation of a static pod's mirror, `kubernetes.io/config.mirror`. */
  mirror: boolean;
  /** `spec.replicas` of a controller. */
  replicas: number | undefined;
  /** `metadata.creationTimestamp`. */
  created: string | undefined;
  /** Where the pod spec is: `spec`, `spec.template.spec` or `spec.jobTemplate.spec.template.spec`. */
  podPath: string;
  pod: PodFacts;
  /** Notes on the object outside its pod spec, on who it is and on what it runs; paths from the object's root. */
  identityNotes: readonly Note[];
  shapeNotes: readonly Note[];
}

/** What a Namespace object tells. */
export interface NamespaceFacts {
  name: string;
  /** Carries the label `ignoreAdmissionControl` (any value): nothing is enforced there. */
  ignored: boolean;
  /** Its labels; absent when it has none. */
  labels?: Record<string, string>;
}

/** What became of one object of a source. */
export type Projection =
  | { type: "workload"; facts: ObjectFacts }
  | { type: "namespace"; facts: NamespaceFacts }
  /** A kind without a pod spec of the eight that are judged. */
  | { type: "notWorkload"; apiVersion: string; kind: string; carriesPodSpec: boolean }
  /** Not a Kubernetes object at all. */
  | { type: "notObject"; message: string };

/** What is different for nearly every object. */
export type OwnFacts = Pick<ObjectFacts, "name" | "uid" | "created" | "owner">;

/** What an object has in common with others of its template. */
export type CommonFacts =
  | { type: "workload"; facts: Omit<ObjectFacts, keyof OwnFacts> }
  | Extract<Projection, { type: "notWorkload" }>;
