import type { ScanSummary } from "../../../shared/ipc/types.ts";
import type { Verdict } from "../../../shared/model/finding.ts";
import { count, day, number } from "../../ui/format.ts";
import { VERDICT_LOOKS } from "../../ui/verdicts.ts";

const WIDTH = 960;
const HEIGHT = 200;
/** Space for the numbers at the left and the days below. */
const LEFT = 56;
const BELOW = 24;
const TOP = 8;
/** A bar is at most this wide. */
const WIDEST = 48;
const SHOWN: Verdict[] = ["block", "log", "unknown", "allow"];

/** Verdicts of a cluster's scans over time: a bar a scan, oldest first. The table beside it says the same in numbers. */
export function TrendChart({ scans }: { scans: ScanSummary[] }) {
  const most = Math.max(1, ...scans.map(totalOf));
  const step = (WIDTH - LEFT) / Math.max(scans.length, 1);
  const bar = Math.min(WIDEST, step * 0.7);
  const scale = (HEIGHT - TOP - BELOW) / most;
  // Days are written under as many bars as there is room for.
  const every = Math.ceil(scans.length / 8);
  return (
    <figure className="his-figure">
      <svg className="his-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Trend of ${count(scans.length, "scan")}: ${summary(scans)}`}>
        {[0, 0.5, 1].map((part) => {
          const y = HEIGHT - BELOW - part * most * scale;
          return (
            <g key={part}>
              <line className="his-line" x1={LEFT} x2={WIDTH} y1={y} y2={y} />
              <text className="his-text" x={LEFT - 6} y={y + 4} textAnchor="end">{number(Math.round(part * most))}</text>
            </g>
          );
        })}
        {scans.map((scan, index) => {
          const x = LEFT + index * step + (step - bar) / 2;
          let top = HEIGHT - BELOW;
          return (
            <g key={scan.id}>
              <title>{`${day(scan.started)}, ${scan.policy} v${scan.policyVersion}: ${SHOWN.map((verdict) => `${number(scan.verdicts[verdict])} ${VERDICT_LOOKS[verdict].word}`).join(", ")}`}</title>
              {SHOWN.map((verdict) => {
                const height = scan.verdicts[verdict] * scale;
                top -= height;
                return <rect key={verdict} className={`his-bar his-bar--${verdict}`} x={x} y={top} width={bar} height={height} />;
              })}
              {index % every === 0 && <text className="his-text" x={x + bar / 2} y={HEIGHT - 6} textAnchor="middle">{day(scan.started)}</text>}
            </g>
          );
        })}
      </svg>
      <figcaption className="his-legend">
        {SHOWN.map((verdict) => <span key={verdict}><span className={`his-key his-bar--${verdict}`} /> {VERDICT_LOOKS[verdict].word}</span>)}
      </figcaption>
    </figure>
  );
}

function totalOf({ verdicts }: ScanSummary): number {
  return SHOWN.reduce((sum, verdict) => sum + verdicts[verdict], 0);
}

/** First and last in words. */
function summary(scans: ScanSummary[]): string {
  const [first, last] = [scans[0], scans.at(-1)];
  if (!first || !last) return "no scans";
  return `from ${number(first.verdicts.block)} blocked and ${number(first.verdicts.log)} logged to ${number(last.verdicts.block)} blocked and ${number(last.verdicts.log)} logged`;
}
