import { useState } from "react";
import { Button } from "@patternfly/react-core";
import type { Coverage } from "../../../../shared/audit/coverage.ts";
import type { Impact } from "../../../../shared/ipc/types.ts";
import { count, number } from "../../../ui/format.ts";
import { CoverageDialog, gapCount } from "../../scans/index.ts";

/** How much of the cluster data the numbers speak of. */
export function CoverageLine({ impact, coverage }: { impact: Impact; coverage: Coverage }) {
  const [open, setOpen] = useState(false);
  const { examined, notExamined } = impact;
  const gaps = gapCount(coverage);
  return (
    <p className="ed-quiet">
      covers {number(examined)} of {number(examined + notExamined)} objects with pods
      {gaps > 0 && `; ${count(gaps, "gap")} in the data`}{" "}
      <Button variant="link" isInline size="sm" onClick={() => setOpen(true)}>why?</Button>
      {open && <CoverageDialog coverage={coverage} onClose={() => setOpen(false)} />}
    </p>
  );
}
