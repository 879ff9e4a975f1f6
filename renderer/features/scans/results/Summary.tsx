import { useState } from "react";
import { Button } from "@patternfly/react-core";
import type { RowPage, ScanSummary } from "../../../../shared/ipc/types.ts";
import type { Verdict } from "../../../../shared/model/finding.ts";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";
import { count, number } from "../../../ui/format.ts";
import { CoverageDialog } from "../CoverageDialog.tsx";
import { gapCount } from "../coverageText.ts";
import { Outlook } from "./Outlook.tsx";
import type { ChangeView, View } from "./viewState.ts";

interface Props {
  scan: ScanSummary;
  page: RowPage | undefined;
  view: View;
  onChange: ChangeView;
}

/** The scan in one look: verdicts that filter, what a restart would change, and what was not seen. */
export function Summary({ scan, page, view, onChange }: Props) {
  const [coverage, setCoverage] = useState(false);
  const { filter } = view;
  const selected = filter.verdicts ?? [];
  const toggle = (verdict: Verdict) => {
    const verdicts = selected.includes(verdict) ? selected.filter((other) => other !== verdict) : [...selected, verdict];
    onChange({ filter: { ...filter, verdicts: verdicts.length > 0 ? verdicts : undefined } });
  };
  const gaps = gapCount(scan.coverage);
  return (
    <section className="sp-summary" aria-label="Summary">
      <VerdictBar counts={page?.filteredCounts ?? scan.verdicts} selected={selected} onToggle={toggle} />
      <div className="sp-summary__facts">
        <Button variant="link" isInline onClick={() => setCoverage(true)}>Coverage: {gaps === 0 ? "no gaps" : count(gaps, "gap")}</Button>
        <Outlook scan={scan} view={view} onChange={onChange} />
        {page !== undefined && page.finished > 0 && <span>{number(page.finished)} finished, counted apart</span>}
      </div>
      {coverage && <CoverageDialog coverage={scan.coverage} onClose={() => setCoverage(false)} />}
    </section>
  );
}
