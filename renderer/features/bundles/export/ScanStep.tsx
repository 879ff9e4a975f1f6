import { Checkbox, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, Title } from "@patternfly/react-core";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";
import { dateTime } from "../../../ui/format.ts";
import { scanOf, scansFor } from "./request.ts";
import type { Wanted } from "./request.ts";

interface Props {
  wanted: Wanted;
  scans: ScanSummary[];
  onChange: (change: Partial<Wanted>) => void;
}

/** The scan whose summary goes along, for those who sign to see. */
export function ScanStep({ wanted, scans, onChange }: Props) {
  const fitting = scansFor(wanted, scans);
  const scan = scanOf(wanted, scans);
  const other = scan && wanted.policies.find(({ name, version }) => name === scan.policy && version !== undefined && version !== scan.policyVersion);
  return (
    <>
      <Title headingLevel="h2" size="lg">Designed against which scan?</Title>
      <p className="sp-quiet">Its counts, its coverage and the digest of the cluster data go along, so that those who sign see what the policies do.</p>
      <Form isWidthLimited className="sp-gap" onSubmit={(event) => event.preventDefault()}>
        <FormGroup label="Scan" fieldId="bundle-scan">
          <FormSelect id="bundle-scan" value={scan?.id ?? "none"} onChange={(_, scanId) => onChange({ scanId })}>
            <FormSelectOption value="none" label="none" />
            {fitting.map(({ id, snapshotName, policy, policyVersion, started }) => (
              <FormSelectOption key={id} value={id} label={`${snapshotName} · ${policy} v${policyVersion} · ${dateTime(started)}`} />
            ))}
          </FormSelect>
          {fitting.length === 0 && <FormHelperText><HelperText><HelperTextItem>No finished scan by these policies is here.</HelperTextItem></HelperText></FormHelperText>}
          {other && <FormHelperText><HelperText><HelperTextItem variant="warning">The scan was by v{scan.policyVersion}, the bundle takes v{other.version}.</HelperTextItem></HelperText></FormHelperText>}
        </FormGroup>
        {scan && <VerdictBar compact counts={scan.verdicts} />}
        <Checkbox
          id="bundle-names"
          label="Name the workloads that it blocks"
          description="Otherwise no name of a workload leaves this machine."
          isDisabled={!scan}
          isChecked={scan !== undefined && wanted.workloadNames}
          onChange={(_, workloadNames) => onChange({ workloadNames })}
        />
      </Form>
    </>
  );
}
