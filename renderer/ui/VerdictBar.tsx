import { Button } from "@patternfly/react-core";
import { VERDICTS } from "../../shared/model/finding.ts";
import type { Verdict } from "../../shared/model/finding.ts";
import type { VerdictCounts } from "../../shared/ipc/types.ts";
import { count, customProperties, number } from "./format.ts";
import { VERDICT_LOOKS } from "./verdicts.ts";

interface Props {
  counts: VerdictCounts;
  /** With it each count is a switch. */
  onToggle?: (verdict: Verdict) => void;
  /** Which are switched on; none means that all are shown. */
  selected?: readonly Verdict[];
  /** Only the bar with its spoken summary, for table cells. */
  compact?: boolean;
}

/** How many workloads have which verdict: a stacked bar, and counts that work as filters. */
export function VerdictBar({ counts, onToggle, selected = [], compact = false }: Props) {
  const present = VERDICTS.filter((verdict) => counts[verdict] > 0);
  const words = present.map((verdict) => `${number(counts[verdict])} ${VERDICT_LOOKS[verdict].word}`).join(", ");
  const bar = (
    <div className="sp-bar" role="img" aria-label={words || "no workloads"}>
      {present.map((verdict) => (
        <span
          key={verdict}
          className={`sp-bar__part sp-bar__part--${verdict}`}
          style={customProperties({ "--sp-share": counts[verdict] })}
          title={`${count(counts[verdict], "workload")} ${VERDICT_LOOKS[verdict].meaning}`}
        />
      ))}
    </div>
  );
  if (compact) {
    return (
      <div className="sp-verdicts sp-verdicts--compact">
        {bar}
        <span className="sp-quiet" aria-hidden>{words || "no workloads"}</span>
      </div>
    );
  }
  return (
    <div className="sp-verdicts">
      {bar}
      <div className="sp-verdicts__counts" role="group" aria-label="Verdicts">
        {VERDICTS.map((verdict) => (
          <VerdictCount
            key={verdict}
            verdict={verdict}
            value={counts[verdict]}
            pressed={selected.includes(verdict)}
            {...(onToggle ? { onToggle } : {})}
          />
        ))}
      </div>
    </div>
  );
}

interface CountProps {
  verdict: Verdict;
  value: number;
  pressed: boolean;
  onToggle?: (verdict: Verdict) => void;
}

function VerdictCount({ verdict, value, pressed, onToggle }: CountProps) {
  const { word, icon: Icon, meaning } = VERDICT_LOOKS[verdict];
  const content = <><strong>{number(value)}</strong> {word}</>;
  const icon = <span className={`sp-verdict-icon sp-verdict-icon--${verdict}`}><Icon set="default" /></span>;
  if (!onToggle) return <span className="sp-verdicts__count" title={meaning}>{icon} {content}</span>;
  return (
    <Button
      variant={pressed ? "secondary" : "tertiary"}
      size="sm"
      className="sp-verdicts__count"
      aria-pressed={pressed}
      isClicked={pressed}
      icon={icon}
      title={`${meaning}. ${pressed ? "Shown; press to show all." : "Press to show only these."}`}
      onClick={() => onToggle(verdict)}
    >
      {content}
    </Button>
  );
}
