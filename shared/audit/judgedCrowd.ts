import type { AlikeHit, Hit, PodJudgement } from "../engine/index.ts";
import type { EnforcedVerdict, Verdict } from "../model/finding.ts";
import type { Crowd } from "./crowds.ts";
import type { JudgedPods } from "./judgedPods.ts";

/** What a workload comes to. */
export interface CrowdVerdicts {
  /** `excluded` where nothing is enforced; `wouldBe` then says what the verdict would be. */
  verdict: Verdict;
  wouldBe: EnforcedVerdict;
  /** Of the running pods; undefined when none runs. */
  now: EnforcedVerdict | undefined;
  /** Of the template; of the running pods where no template is known. */
  afterRestart: EnforcedVerdict;
}

/** All that a policy says of the workloads of a crowd. */
export class JudgedCrowd implements CrowdVerdicts {
  readonly crowd: Crowd;
  readonly pods: JudgedPods;
  readonly verdict: Verdict;
  readonly wouldBe: EnforcedVerdict;
  readonly now: EnforcedVerdict | undefined;
  readonly afterRestart: EnforcedVerdict;
  private known: readonly Hit[] | undefined;

  constructor(crowd: Crowd, pods: JudgedPods, { verdict, wouldBe, now, afterRestart }: CrowdVerdicts) {
    this.crowd = crowd;
    this.pods = pods;
    this.verdict = verdict;
    this.wouldBe = wouldBe;
    this.now = now;
    this.afterRestart = afterRestart;
  }

  /** Of the template and of each different pod spec that runs. */
  judgements(): PodJudgement[] {
    return this.crowd.shape.parts.map((place) => this.pods.at(place));
  }

  /** Hits that count, with names and places of what is judged alike; worked out anew each time. */
  hitsAlike(): AlikeHit[] {
    return this.crowd.shape.parts.flatMap((place) => this.pods.hitsAlike(place));
  }

  /** Hits that no exception excuses. */
  get hits(): readonly Hit[] {
    return (this.known ??= countingHits(this.judgements()));
  }
}

/** The hits that no exception excuses. */
export function countingHits(judged: readonly PodJudgement[]): Hit[] {
  return judged.flatMap(({ hits }) => hits.filter((hit) => !hit.excuse));
}
