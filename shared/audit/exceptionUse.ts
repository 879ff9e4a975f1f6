import { RANK, isExpired } from "../engine/index.ts";
import type { CompiledException, Excuse, Hit, PodJudgement } from "../engine/index.ts";
import { byCodeUnit, stableStringify } from "../kernel/stable.ts";
import type { Policy, PolicyException } from "../model/policy.ts";
import { unreadOf } from "../model/unread.ts";
import type { InventoryObject } from "./inventory.ts";
import type { Judgement } from "./judge.ts";
import type { ExceptionUse } from "./results.ts";
import { ruleKey } from "./ruleCounts.ts";

/** Images and namespaces that are named of each exception. */
const SHOWN_IMAGES = 5;
const SHOWN_NAMESPACES = 20;

/** What one exception does to one pod spec. */
interface PodUse {
  /** Rank of the strictest finding that would count without it; -1 when another exception excuses the same. */
  rankWithout: number;
  images: string[];
}

interface Tally {
  workloads: number;
  needed: number;
  images: Set<string>;
  namespaces: Set<string>;
}

/**
 * What each exception of a policy excuses on an inventory, and whether anything needs it. Namespaces in which nothing is
 * enforced do not count. Equal pod specs under the same scope are looked at once.
 */
export function exceptionUses(judgement: Judgement): ExceptionUse[] {
  const { policy, options } = judgement.compiled;
  const all = exceptionsOf(policy);
  if (all.length === 0) return [];
  const tallies = tallyUses(judgement);
  return all.map(({ definition, index, exception }) => {
    const key = ruleKey(definition, index);
    const tally = tallies.get(key);
    const { expires } = exception;
    return {
      key, definition, index,
      state: stateOf(exception, options.now, tally !== undefined),
      workloads: tally?.workloads ?? 0,
      needed: tally?.needed ?? 0,
      images: [...(tally?.images ?? [])].slice(0, SHOWN_IMAGES),
      imageCount: tally?.images.size ?? 0,
      namespaces: [...(tally?.namespaces ?? [])].toSorted(byCodeUnit).slice(0, SHOWN_NAMESPACES),
      namespaceCount: tally?.namespaces.size ?? 0,
      ...(expires === undefined ? {} : { expires }),
    };
  });
}

/** Every exception of a policy with its place. */
export function exceptionsOf(policy: Policy): { definition: string; index: number; path: string; exception: PolicyException }[] {
  const definitions = [
    { definition: "cluster", path: "cluster", exceptions: policy.cluster.exceptions },
    ...policy.namespaced.map(({ name, exceptions = [] }, place) => ({ definition: name, path: `namespaced[${place}]`, exceptions })),
  ];
  return definitions.flatMap(({ definition, path, exceptions }) =>
    exceptions.map((exception, index) => ({ definition, index, path: `${path}.exceptions[${index}]`, exception })),
  );
}

/**
 * What tells an exception from others of the same policy, whatever its place: what it excuses and where. Who answers for
 * it and until when may change without its being another.
 *
 * @param definition `cluster` or the name of the namespaced definition that holds it
 */
export function exceptionIdentity(definition: string, { type, operator, values, namespaces = [] }: PolicyException): string {
  return stableStringify([definition, type, operator, values.toSorted(byCodeUnit), namespaces.toSorted(byCodeUnit)]);
}

/** The workloads of which an exception (by its key) excuses something, by place, each with the strictest hit that it hides. */
export function excusedBy(judgement: Judgement, key: string): { id: number; hit: Hit }[] {
  return judgement.workloads().flatMap(({ workload }, id) => {
    if (judgement.isExcluded(workload.namespace)) return [];
    const hidden = judgement
      .partsOf(workload)
      .flatMap((object) => judgement.pod(object).hits)
      .filter(({ excuse }) => isException(excuse) && ruleKey(excuse.definition, excuse.index) === key);
    const hit = hidden.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
    return hit ? [{ id, hit }] : [];
  });
}

function stateOf(exception: PolicyException, now: number, isUsed: boolean): ExceptionUse["state"] {
  if (exception.enabled === false || exception.values.length === 0 || unreadOf(exception)) return "off";
  if (isExpired(exception, now)) return "expired";
  return isUsed ? "used" : "unused";
}

function tallyUses(judgement: Judgement): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const known = new WeakMap<PodJudgement, Map<CompiledException, PodUse>>();
  for (const { workload, wouldBe } of judgement.workloads()) {
    if (judgement.isExcluded(workload.namespace)) continue;
    const uses = new Map<CompiledException, { rankWithout: number; images: Set<string> }>();
    // Pods of one template are judged alike.
    const seen = new Set<PodJudgement>();
    for (const object of judgement.partsOf(workload)) {
      const judged = judgement.pod(object);
      if (seen.has(judged)) continue;
      seen.add(judged);
      for (const [exception, { rankWithout, images }] of usesOf(judgement, object, known)) {
        const use = uses.get(exception) ?? { rankWithout: -1, images: new Set() };
        use.rankWithout = Math.max(use.rankWithout, rankWithout);
        for (const image of images) use.images.add(image);
        uses.set(exception, use);
      }
    }
    for (const [{ definition, index }, { rankWithout, images }] of uses) {
      const key = ruleKey(definition, index);
      const tally = tallies.get(key) ?? { workloads: 0, needed: 0, images: new Set(), namespaces: new Set() };
      tally.workloads++;
      tally.namespaces.add(workload.namespace);
      if (rankWithout > RANK[wouldBe]) tally.needed++;
      for (const image of images) tally.images.add(image);
      tallies.set(key, tally);
    }
  }
  return tallies;
}

function usesOf(judgement: Judgement, object: InventoryObject, known: WeakMap<PodJudgement, Map<CompiledException, PodUse>>): Map<CompiledException, PodUse> {
  const judged = judgement.pod(object);
  const cached = known.get(judged);
  if (cached) return cached;
  const uses = new Map<CompiledException, PodUse>();
  known.set(judged, uses);
  for (const hit of judged.hits) {
    const { excuse } = hit;
    if (!isException(excuse)) continue;
    const use = uses.get(excuse) ?? { rankWithout: -1, images: [] };
    use.images.push(...imagesOf(judgement, object, hit, excuse));
    if (!isExcusedWithout(judgement, object, hit, excuse)) use.rankWithout = Math.max(use.rankWithout, rankOf(hit));
    uses.set(excuse, use);
  }
  return uses;
}

function isException(excuse: Excuse | undefined): excuse is CompiledException {
  return excuse !== undefined && excuse !== "trustedImages";
}

function rankOf({ rule, result }: Hit): number {
  return result.status === "not-decidable" ? RANK.unknown : RANK[rule.severity];
}

/** The containers that a hit is about: one, or for a pod-level rule all. */
function subjectsOf({ cache, inventory }: Judgement, object: InventoryObject, hit: Hit) {
  const pod = inventory.pods[object.pod];
  const subjects = pod ? cache.subjectsOf(pod) : [];
  return hit.container === undefined ? subjects : subjects.slice(hit.container, hit.container + 1);
}

function imagesOf(judgement: Judgement, object: InventoryObject, hit: Hit, excuse: CompiledException): string[] {
  return subjectsOf(judgement, object, hit).flatMap(({ container, image }) => (image && excuse.matches(image) ? [container.image] : []));
}

/** Whether the hit would be excused all the same if this exception were not there. */
function isExcusedWithout(judgement: Judgement, object: InventoryObject, hit: Hit, excuse: CompiledException): boolean {
  const { compiled } = judgement;
  const others = compiled.scopeOf(object.namespace).exceptions.filter((other) => other !== excuse);
  return subjectsOf(judgement, object, hit).every(({ container, image }) => {
    const isTrusted = [image?.digest, container.imageDigest].some((digest) => digest !== undefined && compiled.trusted.has(digest));
    return isTrusted || (image !== undefined && others.some((other) => other.matches(image)));
  });
}
