import { memo } from "react";
import { FormSelect, FormSelectOption, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { SnapshotSummary } from "../../../../shared/ipc/types.ts";
import type { Phase } from "../../../../shared/model/policy.ts";
import { useAppDispatch, useAppSelector } from "../../../app/store.ts";
import { day, number } from "../../../ui/format.ts";
import { useEditor } from "../EditorContext.ts";
import { rememberData } from "../state/rememberedData.ts";
import { dataChosen, phaseChosen, selectEditor } from "../state/editorSlice.ts";

const PHASES: { phase: Phase; word: string }[] = [
  { phase: "deployment", word: "Deployment" },
  { phase: "continuous", word: "Continuous" },
];

/** Which cluster data is judged, and in which phase. */
export const DataChoice = memo(function DataChoice({ snapshots, snapshot }: { snapshots: SnapshotSummary[]; snapshot: SnapshotSummary }) {
  const { name } = useEditor();
  const dispatch = useAppDispatch();
  const phase = useAppSelector((state) => selectEditor(state).phase);
  const choose = (snapshotId: string) => {
    rememberData(snapshotId);
    dispatch(dataChosen({ name, snapshotId }));
  };
  return (
    <div className="ed-impact__choice">
      <FormSelect aria-label="Cluster data" value={snapshot.id} onChange={(_, snapshotId) => choose(snapshotId)}>
        {snapshots.map((one) => (
          <FormSelectOption key={one.id} value={one.id} label={`${one.name} · ${day(one.taken)} · ${number(one.objects)} objects`} />
        ))}
      </FormSelect>
      <ToggleGroup aria-label="Phase" isCompact>
        {PHASES.map(({ phase: one, word }) => (
          <ToggleGroupItem key={one} text={word} buttonId={`phase-${one}`} isSelected={phase === one} onChange={() => dispatch(phaseChosen(one))} />
        ))}
      </ToggleGroup>
    </div>
  );
});
