import { Button } from "@patternfly/react-core";
import type { RolloutWave } from "../../../shared/audit/results.ts";
import { useSavePolicyMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { waveNote } from "./Wave.tsx";

/** Saves every wave as a version, in order. The last one is the policy as it is: the newest version says what it said before. */
export function SaveWaves({ waves, newest }: { waves: RolloutWave[]; newest: number }) {
  const dispatch = useAppDispatch();
  const [save, { error, isLoading }] = useSavePolicyMutation();
  const saveAll = async () => {
    let base = newest;
    for (const [place, wave] of waves.entries()) {
      const answer = await save({ policy: wave.policy, baseVersion: base, note: waveNote(wave, place, waves.length) });
      if (!answer.data) return;
      base = answer.data.version;
    }
    dispatch(noticed({ variant: "success", title: `The waves are v${newest + 1} to v${base}. The newest says what v${newest} said.` }));
  };
  return (
    <>
      <Button className="rol-screen" variant="secondary" size="sm" isLoading={isLoading} isDisabled={isLoading || waves.length === 0} onClick={() => void saveAll()}>Save all waves as versions</Button>
      <ErrorNotice error={error} title="Not all waves could be saved" />
    </>
  );
}
