import { RANK, isExpired } from "../engine/index.ts";
import type { CompiledException, Hit } from "../engine/index.ts";
import { byCodeUnit, stableStringify } from "../kernel/stable.ts";
import type { Policy, PolicyException } from "../model/policy.ts";
import { unreadOf } from "../model/unread.ts";
import type { Judgement } from "./judge.ts";
import type { JudgedCrowd } from "./judgedCrowd.ts";
import type { ExceptionUse } from "./results.ts";
import { ruleKey } from "./ruleCounts.ts";

/** Images and namespaces that are named of each exception. */
const SHOWN_IMAGES = 5;
const SHOWN_NAMESPACES = 20;

interface Tally {
  workloads: number;
  needed: number;
  images: Set<string>;
  namespaces: Set<string>;
}

/**
 * What each exception of a policy excuses on an inventory, and whether anything needs it. Namespaces in which nothing is
 * enforced do not count. Workloads of one crowd are looked at once.
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
  const judged = judgement.crowds();
  const hits = judged.crowds.all.map((_, number) => strictestHidden(judged.at(number), key));
  return Array.from(judged.crowds.of).flatMap((number, id) => {
    const hit = hits[number];
    return hit ? [{ id, hit }] : [];
  });
}

function strictestHidden(crowd: JudgedCrowd | undefined, key: string): Hit | undefined {
  if (!crowd || crowd.verdict === "excluded") return undefined;
  const hidden = crowd
    .judgements()
    .flatMap(({ hits }) => hits)
    .filter(({ excuse }) => excuse !== undefined && excuse !== "trustedImages" && ruleKey(excuse.definition, excuse.index) === key);
  return hidden.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

function rankOf({ rule, result }: Hit): number {
  return result.status === "not-decidable" ? RANK.unknown : RANK[rule.severity];
}

function stateOf(exception: PolicyException, now: number, isUsed: boolean): ExceptionUse["state"] {
  if (exception.enabled === false || exception.values.length === 0 || unreadOf(exception)) return "off";
  if (isExpired(exception, now)) return "expired";
  return isUsed ? "used" : "unused";
}

function tallyUses(judgement: Judgement): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const judged = judgement.crowds();
  const touched = judged.crowds.all.map((_, number) => tallyCrowd(judged.at(number), tallies));
  const { namespaces } = judgement.rollUp();
  judged.crowds.of.forEach((number, row) => {
    for (const tally of touched[number] ?? []) tally.namespaces.add(namespaces.values[namespaces.of[row] ?? 0] ?? "");
  });
  return tallies;
}

/** Counts what exceptions do to the workloads of a crowd. Returns the tallies of those that do something. */
function tallyCrowd(judged: JudgedCrowd | undefined, tallies: Map<string, Tally>): Tally[] {
  if (!judged || judged.verdict === "excluded") return [];
  const { wouldBe, pods, crowd } = judged;
  const { size, shape } = crowd;
  const uses = new Map<CompiledException, { isNeeded: boolean; images: string[] }>();
  for (const place of shape.parts) {
    for (const [exception, { without, images }] of pods.usesOf(place)) {
      const use = uses.get(exception) ?? { isNeeded: false, images: [] };
      if (without !== undefined && RANK[without] > RANK[wouldBe]) use.isNeeded = true;
      use.images.push(...images);
      uses.set(exception, use);
    }
  }
  return [...uses].map(([{ definition, index }, { isNeeded, images }]) => {
    const key = ruleKey(definition, index);
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = { workloads: 0, needed: 0, images: new Set(), namespaces: new Set() }));
    tally.workloads += size;
    if (isNeeded) tally.needed += size;
    for (const image of images) tally.images.add(image);
    return tally;
  });
}
