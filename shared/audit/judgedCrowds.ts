import { VERDICTS, type EnforcedVerdict } from "../model/finding.ts";
import type { Crowd, Crowds } from "./crowds.ts";
import { JudgedCrowd } from "./judgedCrowd.ts";
import type { JudgedPods } from "./judgedPods.ts";
import { ruleSetsOf, type RuleSets } from "./ruleSets.ts";

/** What holds in some namespaces: what their pods come to, and whether anything is enforced there. */
export interface Standing {
  pods: JudgedPods;
  isExcluded: boolean;
}

/** Where there is no verdict: after all that are. */
const NONE: number = VERDICTS.length;
const ALLOW = VERDICTS.indexOf("allow");
const EXCLUDED = VERDICTS.indexOf("excluded");

/** What a policy says of each crowd of an inventory's workloads, as places in `VERDICTS`, which has the strictest first. */
export class JudgedCrowds {
  readonly crowds: Crowds;
  readonly verdicts: Uint8Array;
  private readonly standings: readonly Standing[];
  private readonly wouldBe: Uint8Array;
  private readonly now: Uint8Array;
  private readonly afterRestart: Uint8Array;
  private readonly told: (JudgedCrowd | undefined)[];
  private ruleSets: RuleSets | undefined;

  /** `standings`: by the numbers that `crowds` were made with. */
  constructor(crowds: Crowds, standings: readonly Standing[]) {
    const { length } = crowds.all;
    this.crowds = crowds;
    this.standings = standings;
    this.verdicts = new Uint8Array(length);
    this.wouldBe = new Uint8Array(length);
    this.now = new Uint8Array(length);
    this.afterRestart = new Uint8Array(length);
    this.told = Array.from({ length }, () => undefined);
    crowds.all.forEach(({ shape, standing }, number) => {
      const { pods, isExcluded } = this.standingAt(standing);
      const now = strictest(pods, shape.running);
      const alone = now === NONE ? Math.min(strictest(pods, shape.finished), ALLOW) : now;
      const afterRestart = shape.template === undefined ? alone : VERDICTS.indexOf(pods.outcomeOf(shape.template).verdict);
      this.now[number] = now;
      this.afterRestart[number] = afterRestart;
      this.wouldBe[number] = Math.min(now, afterRestart);
      this.verdicts[number] = isExcluded ? EXCLUDED : Math.min(now, afterRestart);
    });
  }

  /** All that is said of one crowd; undefined when there is none of this number. */
  at(number: number): JudgedCrowd | undefined {
    const crowd = this.crowds.all[number];
    return crowd && (this.told[number] ??= this.tell(crowd, number));
  }

  /** The rules that hit each crowd, excused hits not counted. Few different sets of rules hit many crowds. */
  get rules(): RuleSets {
    return (this.ruleSets ??= ruleSetsOf(this.crowds.all, (standing) => this.standingAt(standing).pods));
  }

  private tell(crowd: Crowd, number: number): JudgedCrowd {
    const verdict = (column: Uint8Array) => VERDICTS[column[number] ?? NONE];
    const enforced = (column: Uint8Array) => verdict(column) as EnforcedVerdict;
    return new JudgedCrowd(crowd, this.standingAt(crowd.standing).pods, {
      verdict: verdict(this.verdicts) ?? "allow",
      wouldBe: enforced(this.wouldBe),
      now: this.now[number] === NONE ? undefined : enforced(this.now),
      afterRestart: enforced(this.afterRestart),
    });
  }

  private standingAt(number: number): Standing {
    const standing = this.standings[number];
    if (!standing) throw new RangeError(`There is no standing ${number}.`);
    return standing;
  }
}

function strictest(pods: JudgedPods, places: readonly number[]): number {
  let least = NONE;
  for (const place of places) least = Math.min(least, VERDICTS.indexOf(pods.outcomeOf(place).verdict));
  return least;
}
