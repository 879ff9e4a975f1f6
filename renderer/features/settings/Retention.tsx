import { useState } from "react";
import { Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, Title } from "@patternfly/react-core";
import { beyondRetention } from "../../../shared/ipc/retention.ts";
import { useScansQuery, useSetSettingsMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { count } from "../../ui/format.ts";

const CHOICES = [5, 10, 20, 50, 100, 500];

/** How many scans of each cluster are kept. Fewer than there are: what goes is said before it goes. */
export function Retention({ keepScans }: { keepScans: number }) {
  const dispatch = useAppDispatch();
  const { data: scans } = useScansQuery();
  const [save, { error, isLoading }] = useSetSettingsMutation();
  const [wanted, setWanted] = useState(keepScans);
  const [asking, setAsking] = useState(false);
  const doomed = beyondRetention(scans ?? [], wanted).length;
  const apply = async () => {
    const answer = await save({ keepScans: wanted });
    if (answer.error) return;
    setAsking(false);
    dispatch(noticed({ variant: "success", title: wanted === 0 ? "All scans are kept" : `The last ${count(wanted, "scan")} of each cluster are kept` }));
  };
  return (
    <section aria-labelledby="retention-title">
      <Title headingLevel="h2" size="lg" id="retention-title">History of scans</Title>
      <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
        <FormGroup label="Scans kept of each cluster" fieldId="keep-scans">
          <FormSelect id="keep-scans" value={String(wanted)} aria-describedby="keep-scans-help" onChange={(_, value) => setWanted(Number(value))}>
            <FormSelectOption value="0" label="all" />
            {[...new Set([...CHOICES, ...(keepScans > 0 ? [keepScans] : [])])].toSorted((a, b) => a - b).map((choice) => <FormSelectOption key={choice} value={String(choice)} label={`the last ${choice}`} />)}
          </FormSelect>
          <FormHelperText>
            <HelperText id="keep-scans-help" isLiveRegion>
              <HelperTextItem variant={doomed > 0 ? "warning" : "default"}>
                {doomed > 0 ? `${count(doomed, "scan")} would be deleted now. ` : ""}Older ones are deleted when a scan ends; the cluster data they were made from stays.
              </HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <Button variant="secondary" className="sp-fit" isDisabled={wanted === keepScans || isLoading || !scans} onClick={() => (doomed > 0 ? setAsking(true) : void apply())}>Keep so many</Button>
      </Form>
      {asking && (
        <ConfirmDialog title={`Delete ${count(doomed, "scan")}?`} confirm="Delete and keep so many" error={error} busy={isLoading} onConfirm={() => void apply()} onClose={() => setAsking(false)}>
          Their results and their place in the trend are lost. The cluster data and the policies stay.
        </ConfirmDialog>
      )}
    </section>
  );
}
