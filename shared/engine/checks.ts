import type { PodFacts } from "../kube/facts.ts";
import type { CheckResult, ContainerSubject } from "../rules/descriptor.ts";
import { ByteColumn } from "./byteColumn.ts";
import { PodClasses } from "./classes.ts";
import type { CompiledException, CompiledRule } from "./compile.ts";
import { summed } from "./status.ts";

/** What a check found on a pod: `container` is an index into `PodFacts.containers`, absent for a pod-level rule. */
export interface Observation {
  container?: number;
  result: CheckResult;
}

const NOTHING: readonly Observation[] = [];

/** What a check says, as statuses, by the numbers of classes. */
export interface CheckColumns {
  /** Of containers; absent for a rule about whole pods. */
  containers?: ByteColumn;
  pods: ByteColumn;
}

/**
 * Runs checks and remembers what they found. A check depends on the pod spec and the rule's parameters alone, so a
 * changed action, another namespace or another exception re-judges without checking anything again. Pods are known by
 * identity: keep one cache for one inventory.
 */
export class CheckCache {
  readonly classes = new PodClasses();
  private readonly columns = new Map<string, CheckColumns>();
  private readonly matches = new Map<string, ByteColumn>();
  private readonly observed = new Map<string, Map<PodFacts, readonly Observation[]>>();
  private readonly subjects = new Map<PodFacts, ContainerSubject[]>();
  private readonly alike = new Map<string, (readonly CheckResult[])[]>();

  /** What the rule says of each class of pods and containers. Equal rules share it. */
  columnsOf(rule: CompiledRule): CheckColumns {
    let known = this.columns.get(rule.checkKey);
    if (!known) this.columns.set(rule.checkKey, (known = this.columnsFor(rule)));
    return known;
  }

  /** Whether an exception matches an image, as 0 or 1 by the image's number. */
  matchesOf({ matchKey, matches }: CompiledException): ByteColumn {
    let known = this.matches.get(matchKey);
    if (!known) {
      const { imagesOf } = this.classes;
      known = new ByteColumn((place) => Number(isMatched(imagesOf[place], matches)));
      this.matches.set(matchKey, known);
    }
    return known;
  }

  /** Everything the rule finds on the pod, whatever the reading of unset fields. */
  observe(rule: CompiledRule, pod: PodFacts): readonly Observation[] {
    let known = this.observed.get(rule.checkKey);
    if (!known) this.observed.set(rule.checkKey, (known = new Map()));
    let observations = known.get(pod);
    if (!observations) known.set(pod, (observations = this.check(rule, pod)));
    return observations;
  }

  /**
   * What the rule finds on any pod of a class. Names and places in the results are those of another one: whatever else
   * they say is the same.
   */
  observeAlike(rule: CompiledRule, podClass: number): readonly Observation[] {
    const { pod, containers } = sample(this.classes.pods, podClass);
    if (rule.checkPod) return rule.checkPod(pod).map((result) => ({ result }));
    return containers.flatMap((each, container) => this.resultsAlike(rule, each).map((result) => ({ container, result })));
  }

  /** The containers of a pod with their parsed images. */
  subjectsOf(pod: PodFacts): ContainerSubject[] {
    let known = this.subjects.get(pod);
    if (!known) this.subjects.set(pod, (known = pod.containers.map((container) => this.classes.subjectOf(pod, container))));
    return known;
  }

  private columnsFor(rule: CompiledRule): CheckColumns {
    const { classes } = this;
    const { checkPod } = rule;
    if (checkPod) return { pods: new ByteColumn((place) => summed(checkPod(sample(classes.pods, place).pod))) };
    const containers = this.containerColumn(rule);
    const together = (place: number) => sample(classes.pods, place).containers.reduce((status, each) => status | containers.at(each), 0);
    return { containers, pods: new ByteColumn(together) };
  }

  /** A check that looks at a part of the container alone is run once for all that have this part in common. */
  private containerColumn({ checkContainer, looksAt }: CompiledRule): ByteColumn {
    const { containers, imagesOf, securitiesOf } = this.classes;
    const run = (subject: ContainerSubject) => (checkContainer ? summed(checkContainer(subject)) : 0);
    if (!looksAt) return new ByteColumn((place) => run(sample(containers, place).subject));
    const parts = looksAt === "image" ? imagesOf : securitiesOf;
    const ofPart = new ByteColumn((place) => run(sample(parts, place)));
    return new ByteColumn((place) => ofPart.at(sample(containers, place)[looksAt]));
  }

  private resultsAlike({ checkKey, checkContainer, looksAt }: CompiledRule, containerClass: number): readonly CheckResult[] {
    const container = sample(this.classes.containers, containerClass);
    let known = this.alike.get(checkKey);
    if (!known) this.alike.set(checkKey, (known = []));
    return (known[looksAt ? container[looksAt] : containerClass] ??= checkContainer?.(container.subject) ?? []);
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
}

function isMatched(subject: ContainerSubject | undefined, matches: CompiledException["matches"]): boolean {
  return subject?.image !== undefined && matches(subject.image);
}

/** What stands for all that have a number. */
function sample<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new RangeError(`There is nothing of number ${place}.`);
  return found;
}
