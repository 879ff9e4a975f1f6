import { parseImage } from "../kube/image.ts";
import type { ImageReference } from "../kube/image.ts";
import type { ContainerFacts, PodFacts, SecurityFacts } from "../kube/facts.ts";
import { CONTAINER_LISTS } from "../rules/descriptor.ts";
import type { ContainerSubject } from "../rules/descriptor.ts";

/** Containers that are judged alike: they are equal in everything but their names and places. */
export interface ContainerClass {
  /** One of them. */
  subject: ContainerSubject;
  /** Numbers of what parts of it say: places in `imagesOf` and `securitiesOf`. */
  image: number;
  security: number;
}

/** Pods that are judged alike: they are equal in what they say for all containers, and their containers are. */
export interface PodClass {
  /** One of them. */
  pod: PodFacts;
  /** Numbers of their containers' classes, in their order. */
  containers: readonly number[];
}

/**
 * Numbers pods and containers by what judging them depends on. A hundred thousand pods have some thousand different
 * containers, these a few hundred different images and still fewer security contexts: each is judged once. Pods are known
 * by identity: keep one for one inventory.
 */
export class PodClasses {
  readonly pods: PodClass[] = [];
  readonly containers: ContainerClass[] = [];
  /** One container of each different image (with its digest), and of each different security context. */
  readonly imagesOf: ContainerSubject[] = [];
  readonly securitiesOf: ContainerSubject[] = [];
  private readonly byPod = new Map<PodFacts, number>();
  private readonly byKey = new Map<string, number>();
  private numbered: { pods: readonly PodFacts[]; of: Uint32Array } = { pods: [], of: new Uint32Array(0) };
  /** By what the pod says for them. Equal containers of an inventory are mostly one object; others are found by what they say. */
  private readonly byContainer = new Map<string, Map<ContainerFacts, number>>();
  private readonly byParts = new Map<string, number>();
  private readonly bySecurity = new Map<string, Map<string, number>>();
  /** By text, then by digest. */
  private readonly byImage = new Map<string, Map<string | undefined, number>>();
  private readonly references = new Map<string, ImageReference | undefined>();

  /** The number of a pod's class, a place in `pods`. */
  of(pod: PodFacts): number {
    let known = this.byPod.get(pod);
    if (known === undefined) this.byPod.set(pod, (known = this.classOf(pod)));
    return known;
  }

  /** The numbers of the classes of a growing list of pods, by their places in it. */
  ofAll(pods: readonly PodFacts[]): Uint32Array {
    if (this.numbered.pods !== pods || this.numbered.of.length !== pods.length) this.numbered = { pods, of: this.numbersOf(pods) };
    return this.numbered.of;
  }

  /** A container of a pod with its parsed image. */
  subjectOf(pod: PodFacts, container: ContainerFacts): ContainerSubject {
    return { pod, container, path: `${CONTAINER_LISTS[container.kind]}[${container.index}]`, image: this.referenceOf(container.image) };
  }

  private numbersOf(pods: readonly PodFacts[]): Uint32Array {
    const of = new Uint32Array(pods.length);
    for (const [place, pod] of pods.entries()) of[place] = this.of(pod);
    return of;
  }

  private classOf(pod: PodFacts): number {
    const containers = pod.containers.map((container) => this.containerOf(pod, container));
    // What may hold spaces stands last.
    const key = `${containers.join()} ${pod.hostNetwork} ${pod.hostPID} ${pod.hostIPC} ${levelOf(pod)}`;
    return numberIn(this.byKey, key, this.pods, () => ({ pod, containers }));
  }

  private containerOf(pod: PodFacts, container: ContainerFacts): number {
    const level = levelOf(pod);
    const ofLevel = innerOf(this.byContainer, level);
    let known = ofLevel.get(container);
    if (known === undefined) {
      const subject = () => this.subjectOf(pod, container);
      const image = numberIn(innerOf(this.byImage, container.image), container.imageDigest, this.imagesOf, subject);
      const security = numberIn(innerOf(this.bySecurity, level), securityKey(container.security), this.securitiesOf, subject);
      const parts = `${container.kind} ${image} ${security}`;
      known = numberIn(this.byParts, parts, this.containers, () => ({ subject: subject(), image, security }));
      ofLevel.set(container, known);
    }
    return known;
  }

  private referenceOf(text: string): ImageReference | undefined {
    if (!this.references.has(text)) this.references.set(text, parseImage(text));
    return this.references.get(text);
  }
}

/** What a pod says for its containers. */
function levelOf({ os, runAsNonRoot, runAsUser }: PodFacts): string {
  return `${runAsNonRoot} ${runAsUser} ${os}`;
}

function securityKey({ privileged, runAsNonRoot, runAsUser, allowPrivilegeEscalation, readOnlyRootFilesystem, add, drop }: SecurityFacts): string {
  const names = (list: readonly string[]): string => (list.length === 0 ? "" : JSON.stringify(list));
  return `${privileged} ${runAsNonRoot} ${runAsUser} ${allowPrivilegeEscalation} ${readOnlyRootFilesystem} ${names(add)} ${names(drop)}`;
}

/** The place in a list of what has this key; it is made and added when it is new. */
function numberIn<K, T>(known: Map<K, number>, key: K, list: T[], make: () => T): number {
  let number = known.get(key);
  if (number === undefined) known.set(key, (number = list.push(make()) - 1));
  return number;
}

/** A map within a map, made when it is first asked for. */
function innerOf<K, I>(maps: Map<K, Map<I, number>>, key: K): Map<I, number> {
  let inner = maps.get(key);
  if (!inner) maps.set(key, (inner = new Map()));
  return inner;
}
