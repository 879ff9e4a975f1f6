import { parseImage } from "../kube/image.ts";
import type { ImageReference } from "../kube/image.ts";
import type { ContainerFacts, PodFacts } from "../kube/facts.ts";
import { CONTAINER_LISTS } from "../rules/descriptor.ts";
import type { CheckResult, ContainerSubject } from "../rules/descriptor.ts";
import type { CompiledRule } from "./compile.ts";

/** What a check found on a pod: `container` is an index into `PodFacts.containers`, absent for a pod-level rule. */
export interface Observation {
  container?: number;
  result: CheckResult;
}

const NOTHING: readonly Observation[] = [];

/** What a check says of a container or a pod, without the details. */
export interface Status {
  /** Violated by what is written or implied; or only because a field is absent. */
  violated: boolean;
  unset: boolean;
  undecidable: boolean;
}

/** A container that is judged like all that are equal in everything but their names and places. */
export interface ContainerClass {
  subject: ContainerSubject;
  /** What each check says of it, by the check's key. Those that look at one part of it share theirs with all of this part. */
  status: Record<"image" | "security" | "whole", StatusByCheck>;
}

type StatusByCheck = Map<string, Status>;

/**
 * Runs checks and remembers what they found. A check depends on the pod spec and the rule's parameters alone, so a
 * changed action, another namespace or another exception re-judges without checking anything again. Pods are known by
 * identity: keep one cache for one inventory.
 */
export class CheckCache {
  private readonly observed = new Map<string, Map<PodFacts, readonly Observation[]>>();
  private readonly subjects = new Map<PodFacts, ContainerSubject[]>();
  private readonly classes = new Map<string, ContainerClass>();
  private readonly byImage = new Map<string, StatusByCheck>();
  private readonly bySecurity = new Map<string, StatusByCheck>();
  /** Equal containers of an inventory are mostly one object; those of an older one are found by what they say. */
  private readonly byContainer = new Map<string, Map<ContainerFacts, ContainerClass>>();
  private readonly classesOfPod = new Map<PodFacts, readonly ContainerClass[]>();
  private readonly images = new Map<string, ImageReference | undefined>();

  /** What the rule says of a container, for all that are judged alike. */
  statusOf({ checkKey, checkContainer, looksAt }: CompiledRule, { subject, status }: ContainerClass): Status | undefined {
    if (!checkContainer) return undefined;
    const byCheck = status[looksAt ?? "whole"];
    let known = byCheck.get(checkKey);
    if (!known) byCheck.set(checkKey, (known = summed(checkContainer(subject))));
    return known;
  }

  /** The classes of a pod's containers, in their order; pods of equal containers have the same ones. */
  classesOf(pod: PodFacts): readonly ContainerClass[] {
    const known = this.classesOfPod.get(pod);
    if (known) return known;
    const level = `${pod.os} ${pod.runAsNonRoot} ${pod.runAsUser}`;
    const classes = pod.containers.map((container, place) => this.classOf(level, container, () => this.subjectsOf(pod)[place]));
    this.classesOfPod.set(pod, classes);
    return classes;
  }

  private classOf(level: string, container: ContainerFacts, subjectOf: () => ContainerSubject | undefined): ContainerClass {
    let ofLevel = this.byContainer.get(level);
    if (!ofLevel) this.byContainer.set(level, (ofLevel = new Map()));
    const known = ofLevel.get(container);
    if (known) return known;
    const { kind, image, imageDigest, security } = container;
    const imageKey = `${imageDigest} ${image}`;
    const securityKey = `${level} ${JSON.stringify(security)}`;
    const key = `${kind} ${imageKey} ${securityKey}`;
    let found = this.classes.get(key);
    const subject = found ? undefined : subjectOf();
    if (subject) {
      const status = { image: statusesOf(this.byImage, imageKey), security: statusesOf(this.bySecurity, securityKey), whole: new Map<string, Status>() };
      this.classes.set(key, (found = { subject, status }));
    }
    if (!found) throw new Error(`The pod has no container ${container.name}.`);
    ofLevel.set(container, found);
    return found;
  }

  /** Everything the rule finds on the pod, whatever the reading of unset fields. */
  observe(rule: CompiledRule, pod: PodFacts): readonly Observation[] {
    let known = this.observed.get(rule.checkKey);
    if (!known) this.observed.set(rule.checkKey, (known = new Map()));
    let observations = known.get(pod);
    if (!observations) known.set(pod, (observations = this.check(rule, pod)));
    return observations;
  }

  /** The containers of a pod with their parsed images. */
  subjectsOf(pod: PodFacts): ContainerSubject[] {
    const known = this.subjects.get(pod);
    if (known) return known;
    const subjects = pod.containers.map((container) => ({
      pod,
      container,
      path: `${CONTAINER_LISTS[container.kind]}[${container.index}]`,
      image: this.imageOf(container.image),
    }));
    this.subjects.set(pod, subjects);
    return subjects;
  }

  /** Forgets rules that are no longer in use, so that an afternoon of typing values does not fill the memory. */
  keepOnly(checkKeys: ReadonlySet<string>): void {
    for (const key of this.observed.keys()) if (!checkKeys.has(key)) this.observed.delete(key);
    const statuses = [...this.byImage.values(), ...this.bySecurity.values(), ...[...this.classes.values()].map(({ status }) => status.whole)];
    for (const status of statuses) for (const key of status.keys()) if (!checkKeys.has(key)) status.delete(key);
  }

  private check(rule: CompiledRule, pod: PodFacts): readonly Observation[] {
    if (rule.checkPod) {
      const results = rule.checkPod(pod);
      return results.length === 0 ? NOTHING : results.map((result) => ({ result }));
    }
    const { checkContainer } = rule;
    if (!checkContainer) return NOTHING;
    const found = this.subjectsOf(pod).flatMap((subject, container) => checkContainer(subject).map((result) => ({ container, result })));
    return found.length === 0 ? NOTHING : found;
  }

  private imageOf(text: string): ImageReference | undefined {
    if (!this.images.has(text)) this.images.set(text, parseImage(text));
    return this.images.get(text);
  }
}

function statusesOf(known: Map<string, StatusByCheck>, key: string): StatusByCheck {
  let statuses = known.get(key);
  if (!statuses) known.set(key, (statuses = new Map()));
  return statuses;
}

const STATUSES: readonly Status[] = Array.from({ length: 8 }, (_, bits) => ({ violated: (bits & 1) !== 0, unset: (bits & 2) !== 0, undecidable: (bits & 4) !== 0 }));

/** Results without their details; equal ones are the same object. */
export function summed(results: readonly CheckResult[]): Status {
  let bits = 0;
  for (const { status, basis } of results) bits |= status === "not-decidable" ? 4 : basis === "unset" ? 2 : 1;
  return STATUSES[bits] as Status;
}
