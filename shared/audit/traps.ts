import type { ImageReference } from "../kube/image.ts";
import { VERDICTS } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { Judgement } from "./judge.ts";
import type { ExceptionUse, Trap } from "./results.ts";
import { exceptionTraps } from "./traps/exceptions.ts";
import type { TrapFacts } from "./traps/facts.ts";
import { ruleTraps } from "./traps/rules.ts";

export type { TrapFacts } from "./traps/facts.ts";

/**
 * Rules and exceptions that are allowed and probably not meant: each with its place, why, and what to do.
 *
 * @param now the clock for expiries, milliseconds since 1970
 */
export function policyTraps(policy: Policy, now: number, facts?: TrapFacts): Trap[] {
  return [...ruleTraps(policy, facts), ...exceptionTraps(policy, now, facts)];
}

/** The facts of a judged inventory. `hits` and `exceptions` are passed because the caller has them already. */
export function trapFacts(judgement: Judgement, hits: ReadonlyMap<string, number>, exceptions: readonly ExceptionUse[]): TrapFacts {
  const { crowds, verdicts } = judgement.crowds();
  const workloads = crowds.all.reduce((sum, { size }, number) => (VERDICTS[verdicts[number] ?? 0] === "excluded" ? sum : sum + size), 0);
  return { workloads, hits, images: imagesOf(judgement), exceptions };
}

/** Every image that can be read, once however many digests it was seen with. */
function imagesOf({ inventory, cache }: Judgement): ImageReference[] {
  const { classes } = cache;
  classes.ofAll(inventory.pods);
  return [...new Map(classes.imagesOf.flatMap(({ container, image }) => (image ? [[container.image, image] as const] : []))).values()];
}
