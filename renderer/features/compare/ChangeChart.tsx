import { useState } from "react";
import { Button } from "@patternfly/react-core";
import type { Change, ComparedGroup, GroupBy } from "../../../shared/audit/results.ts";
import { customProperties, number } from "../../ui/format.ts";
import { CHANGES_OF, CHANGE_LOOKS } from "./changes.ts";

/** Bars before *show all*. */
const FEW = 6;

interface Props {
  groups: ComparedGroup[];
  kind: "policies" | "scans";
  by: GroupBy;
  /** A namespace was chosen. */
  onChoose: (key: string) => void;
}

/** Where the changes are: a bar for each group, its parts by change. Each bar says its numbers in words too. */
export function ChangeChart({ groups, kind, by, onChoose }: Props) {
  const [all, setAll] = useState(false);
  if (groups.length === 0) return null;
  const most = Math.max(...groups.map(({ total }) => total));
  const shown = all ? groups : groups.slice(0, FEW);
  const parts = CHANGES_OF[kind].filter((change) => change !== "unchanged");
  return (
    <section aria-label="Where it changes" className={all ? "cmp-chart cmp-chart--all" : "cmp-chart"} {...(all ? { tabIndex: 0 } : {})}>
      <ul>
        {shown.map((group) => (
          <li key={group.key} className="cmp-chart__line">
            <span className="cmp-chart__key" title={group.key}>
              {by.what === "namespace" ? <Button variant="link" isInline onClick={() => onChoose(group.key)}>{group.key}</Button> : group.key || "(none)"}
            </span>
            <span className="cmp-chart__bar" role="img" aria-label={wordsOf(group, parts)} style={customProperties({ "--sp-share": `${(group.total / most) * 100}%` })}>
              {parts.filter((change) => group.counts[change] > 0).map((change) => (
                <span key={change} className={`cmp-part cmp-part--${CHANGE_LOOKS[change].color}`} style={customProperties({ "--sp-share": group.counts[change] })} title={`${number(group.counts[change])} ${CHANGE_LOOKS[change].word}`} />
              ))}
            </span>
            <span className="cmp-chart__words sp-quiet" aria-hidden>{wordsOf(group, parts)}</span>
          </li>
        ))}
      </ul>
      {groups.length > FEW && <Button variant="link" isInline onClick={() => setAll(!all)}>{all ? "show fewer" : `show all ${number(groups.length)}`}</Button>}
    </section>
  );
}

function wordsOf({ counts }: ComparedGroup, parts: Change[]): string {
  return parts.filter((change) => counts[change] > 0).map((change) => `${number(counts[change])} ${CHANGE_LOOKS[change].word}`).join(", ");
}
