import { Form, FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import type { ScanSummary } from "../../../shared/ipc/types.ts";
import { dateTime } from "../../ui/format.ts";
import type { ChangeCompare, CompareView } from "./view.ts";

interface Props {
  view: CompareView;
  /** Newest first. */
  scans: ScanSummary[];
  onChange: ChangeCompare;
}

/** Two scans, the earlier one first. */
export function ScanSides({ view, scans, onChange }: Props) {
  const done = scans.filter(({ state }) => state === "done");
  const side = (id: string, label: string, value: string, choose: (scan: string) => void) => (
    <FormGroup label={label} fieldId={id}>
      <FormSelect id={id} value={value} onChange={(_, scan) => choose(scan)}>
        <FormSelectOption value="" label="Choose…" isPlaceholder />
        {done.map((scan) => <FormSelectOption key={scan.id} value={scan.id} label={`${dateTime(scan.started)} · ${scan.snapshotName} · ${scan.policy} v${scan.policyVersion}`} />)}
      </FormSelect>
    </FormGroup>
  );
  return (
    <Form className="cmp-sides" onSubmit={(event) => event.preventDefault()}>
      {side("compare-first", "Earlier scan", view.scanA, (scanA) => onChange({ scanA }))}
      {side("compare-second", "Later scan", view.scanB, (scanB) => onChange({ scanB }))}
    </Form>
  );
}
