import { useState } from "react";
import type { Signing } from "../../../shared/ipc/signing.ts";
import { useTrailQuery, useTrailToSignMutation } from "../../api/trail.ts";
import { useSecretCall } from "../../api/secretCall.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { Waiting } from "../../ui/Waiting.tsx";
import { FileSaver } from "../files/index.ts";
import { SignDialog } from "../signing/index.ts";

/** Signs the trail's end; then a copy can be written that is kept elsewhere. */
export function CheckpointDialog({ onClose }: { onClose: () => void }) {
  const [isSigned, setSigned] = useState(false);
  const [write] = useTrailToSignMutation();
  const sign = useSecretCall("trail.checkpoint", ["trail"]);
  if (isSigned) return <Newest onClose={onClose} />;
  return (
    <SignDialog
      title="Sign a checkpoint"
      countsAs="report"
      toSignName="audit-trail.tosign"
      purposes={["trail"]}
      onWrite={write}
      onSign={async (signing: Signing, elsewhere) => {
        const answer = await sign({ signing, ...(elsewhere?.[0] ? { toSign: elsewhere[0].toSign } : {}) });
        if (answer.data) setSigned(true);
        return answer.error;
      }}
      onCancel={onClose}
    >
      <p>Your signature says that the trail up to its last record is as you know it. Whoever changes a record before it must forge your signature, too.</p>
    </SignDialog>
  );
}

/** The checkpoint that was just signed. */
function Newest({ onClose }: { onClose: () => void }) {
  const { data, isFetching } = useTrailQuery({ offset: 0, limit: 1, action: "trail.checkpoint" });
  const envelope = data?.records[0]?.details["envelope"];
  if (isFetching || typeof envelope !== "string") return <Waiting for="the checkpoint" />;
  return <SaveCheckpoint envelope={envelope} sequence={Number(data?.records[0]?.details["sequence"])} onClose={onClose} />;
}

/** Writes a checkpoint to a file, which shows later whether the trail's end was cut off. */
export function SaveCheckpoint({ envelope, sequence, onClose }: { envelope: string; sequence: number; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const saved = (path: string) => {
    dispatch(noticed({ variant: "success", title: `Checkpoint written to ${path}` }));
    onClose();
  };
  return (
    <FileSaver
      title="Keep the checkpoint elsewhere"
      description="It is in the trail now. A copy that leaves this machine shows later whether the trail’s end was cut off, by Verify."
      fileName={`checkpoint-${sequence}.json`}
      text={envelope}
      onSaved={saved}
      onClose={onClose}
    />
  );
}
