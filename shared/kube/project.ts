import { isObject } from "../kernel/json.ts";
import type { JsonObject } from "../kernel/json.ts";
import type { ObjectFacts, OwnerRef, PodFacts, Projection } from "./facts.ts";
import { podFacts, readContainer, type ContainerPlace, type ReadContainer } from "./pod.ts";
import { notesOf, readInteger, readObject, readString } from "./reader.ts";
import type { FieldReader } from "./reader.ts";
import { findPodTemplates } from "./shape.ts";

interface WorkloadKind {
  /** API groups in which the kind means what we judge; the empty group is core. */
  groups: string[];
  /** Keys that lead to the pod spec. */
  path: string[];
}

const APPS = ["apps", "extensions"];
const TEMPLATE = ["spec", "template", "spec"];

/** The pod-bearing kinds that are judged (product S2). */
export const WORKLOAD_KINDS: Record<string, WorkloadKind> = {
  Pod: { groups: [""], path: ["spec"] },
  ReplicationController: { groups: [""], path: TEMPLATE },
  Deployment: { groups: APPS, path: TEMPLATE },
  ReplicaSet: { groups: APPS, path: TEMPLATE },
  StatefulSet: { groups: APPS, path: TEMPLATE },
  DaemonSet: { groups: APPS, path: TEMPLATE },
  Job: { groups: ["batch"], path: TEMPLATE },
  CronJob: { groups: ["batch"], path: ["spec", "jobTemplate", ...TEMPLATE] },
};

/** Set by the kubelet on the mirror of a static pod. */
export const MIRROR_ANNOTATION = "kubernetes.io/config.mirror";
/** A namespace with this label is left alone by the vendor's webhook (vendor-facts §8.4). */
export const IGNORE_LABEL = "ignoreAdmissionControl";

/** Takes from an untrusted object what judging needs. Never throws: odd shapes become notes. */
export function projectObject(value: unknown): Projection {
  if (!isObject(value)) return { type: "notObject", message: "Not a Kubernetes object: expected a mapping." };
  const { kind, apiVersion } = value;
  if (typeof kind !== "string" || kind === "") return { type: "notObject", message: "Not a Kubernetes object: it has no kind." };

  const version = typeof apiVersion === "string" ? apiVersion : "";
  const path = podSpecPath(kind, version);
  if (path) return { type: "workload", facts: workloadFacts(value, kind, version, path) };
  if (kind === "Namespace" && groupOf(version) === "") return namespaceFacts(value);
  return { type: "notWorkload", apiVersion: version, kind, carriesPodSpec: findPodTemplates(value).length > 0 };
}

/**
 * The keys that lead to the pod spec; undefined for a kind that is not judged. Without an apiVersion the kind alone has
 * to do; with a foreign group it is another thing of the same name.
 */
export function podSpecPath(kind: string, apiVersion: string): string[] | undefined {
  const workload = Object.hasOwn(WORKLOAD_KINDS, kind) ? WORKLOAD_KINDS[kind] : undefined;
  return workload && (apiVersion === "" || workload.groups.includes(groupOf(apiVersion))) ? workload.path : undefined;
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

function workloadFacts(value: JsonObject, kind: string, apiVersion: string, path: string[]): ObjectFacts {
  return { ...identityFacts(value, kind, apiVersion), ...shapeFacts(value, kind, path) };
}

/** What an object is called and whom it belongs to: different for each object. */
export type IdentityFacts = Omit<ObjectFacts, keyof ShapeFacts>;
/** What an object runs, and how: equal for all objects of one template. */
export type ShapeFacts = Pick<ObjectFacts, "phase" | "replicas" | "podPath" | "pod" | "shapeNotes">;

/** Facts of `apiVersion`, `kind` and `metadata`. */
export function identityFacts(value: JsonObject, kind: string, apiVersion: string): IdentityFacts {
  const reader: FieldReader = { notes: [] };
  if (apiVersion === "") reader.notes.push({ code: "object.apiVersion", path: "apiVersion", message: `The object has no apiVersion; read as the ${kind} of Kubernetes.` });
  const metadata = readObject(reader, value, "metadata", "");
  const name = readString(reader, metadata, "name", "metadata") ?? "";
  if (name === "" && readString(reader, metadata, "generateName", "metadata") === undefined)
    reader.notes.push({ code: "object.name", path: "metadata.name", message: "The object has no name." });
  return {
    apiVersion,
    kind,
    namespace: readString(reader, metadata, "namespace", "metadata") || undefined,
    name,
    uid: readString(reader, metadata, "uid", "metadata"),
    owner: controllerOf(metadata?.["ownerReferences"]),
    mirror: kind === "Pod" && isMirror(metadata),
    created: readString(reader, metadata, "creationTimestamp", "metadata"),
    identityNotes: notesOf(reader),
  };
}

function isMirror(metadata: JsonObject | undefined): boolean {
  const annotations = metadata?.["annotations"];
  return isObject(annotations) && Object.hasOwn(annotations, MIRROR_ANNOTATION);
}

/** How the facts of a pod spec are come by. */
type PodFactsOf = (spec: JsonObject | undefined, status: JsonObject | undefined) => PodFacts;

/** Facts of `spec` and `status`. `path` leads to the pod spec. */
export function shapeFacts(value: JsonObject, kind: string, path: string[], podFactsOf: PodFactsOf = podFacts): ShapeFacts {
  const reader: FieldReader = { notes: [] };
  const isPod = kind === "Pod";
  const status = isPod ? readObject(reader, value, "status", "") : undefined;
  return {
    phase: readString(reader, status, "phase", "status") || undefined,
    replicas: isPod ? undefined : readInteger(reader, isObject(value["spec"]) ? value["spec"] : undefined, "replicas", "spec"),
    podPath: path.join("."),
    pod: podFactsOf(descend(reader, value, path), status),
    shapeNotes: notesOf(reader),
  };
}

/** The object at the end of a path; a gap or a wrong type on the way leaves a note. */
function descend(reader: FieldReader, value: JsonObject, path: string[]): JsonObject | undefined {
  let at: JsonObject | undefined = value;
  let walked = "";
  for (const key of path) {
    const next: JsonObject | undefined = readObject(reader, at, key, walked);
    walked = walked === "" ? key : `${walked}.${key}`;
    if (next === undefined) {
      reader.notes.push({ code: "object.podSpec", path: walked, message: "The object has no pod spec here: there is nothing to judge." });
      return undefined;
    }
    at = next;
  }
  return at;
}

/**
 * Facts of pod specs and of their containers, worked out once for each: for a reader that makes equal parts of objects
 * the same object.
 */
export function createPodFacts(): PodFactsOf {
  const templates = new Map<JsonObject, PodFacts>();
  const containers = new Map<JsonObject, Map<string, ReadContainer>>();
  const readOnce = (item: JsonObject, place: ContainerPlace): ReadContainer => {
    let ofItem = containers.get(item);
    if (!ofItem) containers.set(item, (ofItem = new Map()));
    const key = place.digest === undefined ? place.path : `${place.path} ${place.digest}`;
    let known = ofItem.get(key);
    if (!known) ofItem.set(key, (known = readContainer(item, place)));
    return known;
  };
  return (spec, status) => {
    if (!spec || status) return podFacts(spec, status, readOnce);
    let known = templates.get(spec);
    if (!known) templates.set(spec, (known = podFacts(spec, status, readOnce)));
    return known;
  };
}

/** Of `metadata.ownerReferences` the one with `controller: true` (there is at most one). */
export function controllerOf(references: unknown): OwnerRef | undefined {
  if (!Array.isArray(references)) return undefined;
  const reference: unknown = references.find((each) => isObject(each) && each["controller"] === true);
  if (!isObject(reference) || typeof reference["kind"] !== "string" || typeof reference["name"] !== "string") return undefined;
  const { apiVersion, kind, name, uid } = reference;
  return {
    apiVersion: typeof apiVersion === "string" ? apiVersion : "",
    kind,
    name,
    uid: typeof uid === "string" ? uid : undefined,
  };
}

function namespaceFacts(value: JsonObject): Projection {
  const metadata = isObject(value["metadata"]) ? value["metadata"] : {};
  const labels = isObject(metadata["labels"]) ? metadata["labels"] : {};
  const name = typeof metadata["name"] === "string" ? metadata["name"] : "";
  const texts = Object.entries(labels).filter((label): label is [string, string] => typeof label[1] === "string");
  return {
    type: "namespace",
    facts: { name, ignored: Object.hasOwn(labels, IGNORE_LABEL), ...(texts.length > 0 ? { labels: Object.fromEntries(texts) } : {}) },
  };
}

/**
 * Facts of the pod specs inside an object that is none of the kinds judged: one for each, under the object's own name and
 * kind.
 */
export function projectTemplates(value: JsonObject): ObjectFacts[] {
  const { kind, apiVersion } = value;
  if (typeof kind !== "string") return [];
  const identity = identityFacts(value, kind, typeof apiVersion === "string" ? apiVersion : "");
  return findPodTemplates(value).map(({ path, spec }) => ({
    ...identity, phase: undefined, replicas: undefined, podPath: path, pod: podFacts(spec, undefined), shapeNotes: [],
  }));
}
