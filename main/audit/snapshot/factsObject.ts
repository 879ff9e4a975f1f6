import type { InventoryObject } from "../../../shared/audit/index.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";
import type { ContainerFacts, NamespaceFacts, PodFacts } from "../../../shared/kube/facts.ts";
import { IGNORE_LABEL, MIRROR_ANNOTATION } from "../../../shared/kube/project.ts";
import type { ContainerKind } from "../../../shared/model/finding.ts";
import { OWN_NAMES, type Pseudonyms } from "./pseudonyms.ts";

/** Where each kind of container is listed, and its status. */
const LISTS: Record<ContainerKind, [list: string, statuses: string]> = {
  container: ["containers", "containerStatuses"],
  init: ["initContainers", "initContainerStatuses"],
  ephemeral: ["ephemeralContainers", "ephemeralContainerStatuses"],
};

/**
 * An object that has nothing but what judging needs: read again, it gives the same facts under the names that `names`
 * gives. Fields that are undefined are left out when it is written.
 */
export function objectOfFacts(object: InventoryObject, pod: PodFacts, names: Pseudonyms): JsonObject {
  const { apiVersion, kind, owner, state, created } = object;
  const metadata = {
    namespace: names.namespace(object.namespace),
    name: names.object(object.name),
    uid: object.uid === undefined ? undefined : names.uid(object.uid),
    creationTimestamp: created,
    annotations: state === "mirror" && owner?.kind !== "Node" ? { [MIRROR_ANNOTATION]: "mirror" } : undefined,
    ownerReferences: owner && [
      { apiVersion: owner.apiVersion, kind: owner.kind, name: names.object(owner.name), uid: owner.uid === undefined ? undefined : names.uid(owner.uid), controller: true },
    ],
  };
  const [first = "spec", ...path] = object.podPath.split(".");
  const inner = path.reduceRight<JsonObject>((value, segment) => at(segment, value), podSpec(pod, names));
  // A ReplicaSet that is history and has no owner is one because it has no replicas.
  const spec = kind === "ReplicaSet" && state === "history" ? { replicas: 0, ...inner } : inner;
  return { apiVersion: apiVersion || undefined, kind, metadata, ...at(first, spec), status: kind === "Pod" ? podStatus(state, pod, names) : undefined };
}

/** `workers[1]` → `{ workers: [null, value] }` */
function at(segment: string, value: JsonObject): JsonObject {
  const [, key = segment, index] = /^(.*)\[(\d+)\]$/.exec(segment) ?? [];
  return { [key]: index === undefined ? value : [...Array<null>(Number(index)).fill(null), value] };
}

/** A Namespace; under another name with the one label that decides whether anything is enforced. */
export function namespaceOfFacts({ name, ignored, labels }: NamespaceFacts, names: Pseudonyms): JsonObject {
  const kept = names === OWN_NAMES ? labels : ignored ? { [IGNORE_LABEL]: "true" } : undefined;
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: names.namespace(name), labels: kept } };
}

function podSpec(pod: PodFacts, names: Pseudonyms): JsonObject {
  const { os, hostNetwork, hostPID, hostIPC, runAsNonRoot, runAsUser } = pod;
  const security = runAsNonRoot === undefined && runAsUser === undefined ? undefined : { runAsNonRoot, runAsUser };
  const lists = Object.entries(LISTS).map(([kind, [list]]) => [list, containersOf(pod, kind, names)] as const);
  return {
    os: os === undefined ? undefined : { name: os },
    hostNetwork, hostPID, hostIPC,
    securityContext: security,
    ...Object.fromEntries(lists.filter(([, containers]) => containers.length > 0)),
  };
}

/** Each at its place: what was no container leaves a gap. */
function containersOf(pod: PodFacts, kind: string, names: Pseudonyms): (JsonObject | null)[] {
  const containers: (JsonObject | null)[] = [];
  for (const container of pod.containers) {
    if (container.kind !== kind) continue;
    while (containers.length < container.index) containers.push(null);
    containers.push(containerOf(container, names));
  }
  return containers;
}

function containerOf({ name, image, security }: ContainerFacts, names: Pseudonyms): JsonObject {
  const { add, drop, ...rest } = security;
  const capabilities = { add: add.length > 0 ? add : undefined, drop: drop.length > 0 ? drop : undefined };
  return { name: names.container(name), image: names.image(image), securityContext: { ...rest, capabilities } };
}

const PHASES: Partial<Record<InventoryObject["state"], string>> = { running: "Running", mirror: "Running", finished: "Succeeded" };

function podStatus(state: InventoryObject["state"], pod: PodFacts, names: Pseudonyms): JsonObject | undefined {
  const phase = PHASES[state];
  const lists = Object.entries(LISTS).map(([kind, [, statuses]]) => {
    const known = pod.containers.filter((container) => container.kind === kind && container.imageDigest !== undefined);
    return [statuses, known.map(({ name, imageDigest = "" }) => ({ name: names.container(name), imageID: `image@${names.digest(imageDigest)}` }))] as const;
  });
  const filled = lists.filter(([, statuses]) => statuses.length > 0);
  return phase === undefined && filled.length === 0 ? undefined : { phase, ...Object.fromEntries(filled) };
}
