import { parseImage } from "../kube/image.ts";
import type { ImageReference } from "../kube/image.ts";
import type { ContainerFacts, PodFacts } from "../kube/facts.ts";
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
  /** Equal containers of an inventory are mostly one object; those of an older one are found by what they say. */
  private readonly byContainer = new Map<string, Map<ContainerFacts, number>>();
  private readonly references = new Map<string, ImageReference | undefined>();

  /** The number of a pod's class, a place in `pods`. */
  of(pod: PodFacts): number {
    let known = this.byPod.get(pod);
    if (known === undefined) this.byPod.set(pod, (known = this.classOf(pod)));
    return known;
  }

  /** The numbers of the classes of a growing list of pods, by their places in it. */
  ofAll(pods: readonly PodFacts[]): Uint32Array {
    if (this.numbered.pods !== pods || this.numbered.of.length !== pods.length) this.numbered = { pods, of: Uint32Array.from(pods, (pod) => this.of(pod)) };
    return this.numbered.of;
  }

  /** A container of a pod with its parsed image. */
  subjectOf(pod: PodFacts, container: ContainerFacts): ContainerSubject {
    return { pod, container, path: `${CONTAINER_LISTS[container.kind]}[${container.index}]`, image: this.referenceOf(container.image) };
  }

  private classOf(pod: PodFacts): number {
    const { containers, notes: _, ...level } = pod;
    const own = containers.map((container) => this.containerOf(pod, container));
    return numberOf(this.byKey, `pod ${JSON.stringify(level)} ${own.join()}`, this.pods, () => ({ pod, containers: own }));
  }

  private containerOf(pod: PodFacts, container: ContainerFacts): number {
    const level = `${pod.os} ${pod.runAsNonRoot} ${pod.runAsUser}`;
    let ofLevel = this.byContainer.get(level);
    if (!ofLevel) this.byContainer.set(level, (ofLevel = new Map()));
    let known = ofLevel.get(container);
    if (known === undefined) {
      const subject = () => this.subjectOf(pod, container);
      const image = numberOf(this.byKey, `image ${JSON.stringify([container.imageDigest, container.image])}`, this.imagesOf, subject);
      const security = numberOf(this.byKey, `security ${level} ${JSON.stringify(container.security)}`, this.securitiesOf, subject);
      known = numberOf(this.byKey, `container ${container.kind} ${image} ${security}`, this.containers, () => ({ subject: subject(), image, security }));
      ofLevel.set(container, known);
    }
    return known;
  }

  private referenceOf(text: string): ImageReference | undefined {
    if (!this.references.has(text)) this.references.set(text, parseImage(text));
    return this.references.get(text);
  }
}

/** The place in a list of what has this key; it is made and added when it is new. */
function numberOf<T>(known: Map<string, number>, key: string, list: T[], make: () => T): number {
  let number = known.get(key);
  if (number === undefined) known.set(key, (number = list.push(make()) - 1));
  return number;
}
