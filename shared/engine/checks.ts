import { parseImage } from "../kube/image.ts";
import type { ImageReference } from "../kube/image.ts";
import type { PodFacts } from "../kube/facts.ts";
import { CONTAINER_LISTS } from "../rules/descriptor.ts";
import type { CheckResult, ContainerSubject } from "../rules/descriptor.ts";
import type { CompiledRule } from "./compile.ts";

/** What a check found on a pod: `container` is an index into `PodFacts.containers`, absent for a pod-level rule. */
export interface Observation {
  container?: number;
  result: CheckResult;
}

const NOTHING: readonly Observation[] = [];

/**
 * Runs checks and remembers what they found. A check depends on the pod spec and the rule's parameters alone, so a
 * changed action, another namespace or another exception re-judges without checking anything again. Pods are known by
 * identity: keep one cache for one inventory.
 */
export class CheckCache {
  private readonly observed = new Map<string, Map<PodFacts, readonly Observation[]>>();
  private readonly subjects = new WeakMap<PodFacts, ContainerSubject[]>();
  private readonly images = new Map<string, ImageReference | undefined>();

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
