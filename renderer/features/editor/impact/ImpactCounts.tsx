import type { Impact } from "../../../../shared/ipc/types.ts";
import type { Verdict } from "../../../../shared/model/finding.ts";
import { number } from "../../../ui/format.ts";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { VERDICT_LOOKS } from "../../../ui/verdicts.ts";
import { changeText } from "../logic/impactNumbers.ts";

const BIG: Verdict[] = ["block", "log", "unknown"];
const SMALL: Verdict[] = ["allow", "excluded"];

/** Workloads by verdict, and how the draft moves them against the saved version. */
export function ImpactCounts({ impact }: { impact: Impact }) {
  const { verdicts } = impact;
  return (
    <div role="status" aria-label="Impact">
      <div className="ed-counts">
        {BIG.map((verdict) => (
          <span key={verdict} className="ed-counts__one">
            <strong className="ed-counts__number">{number(verdicts[verdict])}</strong>
            <VerdictLabel verdict={verdict} />
          </span>
        ))}
      </div>
      <p className="ed-quiet ed-counts__rest">
        {SMALL.filter((verdict) => verdict === "allow" || verdicts[verdict] > 0)
          .map((verdict) => `${number(verdicts[verdict])} ${VERDICT_LOOKS[verdict].word}`)
          .join(" · ")}
      </p>
      <p className={impact.changedTotal > 0 ? "ed-counts__change ed-counts__change--moved" : "ed-counts__change ed-quiet"}>{changeText(impact)}</p>
    </div>
  );
}
