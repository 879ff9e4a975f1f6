import { useState } from "react";
import { Button, DescriptionList, Label, Modal, ModalBody, ModalHeader } from "@patternfly/react-core";
import BanIcon from "@patternfly/react-icons/dist/esm/icons/ban-icon";
import ClockIcon from "@patternfly/react-icons/dist/esm/icons/clock-icon";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Fact } from "../../ui/Fact.tsx";
import { Time } from "../../ui/Time.tsx";
import { number, written } from "../../ui/format.ts";
import { SaveCheckpoint } from "./CheckpointDialog.tsx";
import type { ShownRecord } from "./useRecords.ts";
import { actionWords, detailName } from "./words.ts";

interface Props {
  record: ShownRecord;
  isBackwards: boolean;
  onClose: () => void;
}

/** All that a record holds. */
export function RecordDialog({ record, isBackwards, onClose }: Props) {
  const { sequence, at, actor, action, subject, outcome, details, previous, hash } = record;
  const [isSaving, setSaving] = useState(false);
  const { envelope } = details;
  const isCheckpoint = action === "trail.checkpoint" && typeof envelope === "string";
  if (isSaving && isCheckpoint) return <SaveCheckpoint envelope={envelope} sequence={Number(details["sequence"])} onClose={onClose} />;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="record-title">
      <ModalHeader
        title={actionWords(action)}
        labelId="record-title"
        description={<span className="sp-facts">Record {number(sequence)} {outcome === "refused" && <Label isCompact color="red" icon={<BanIcon />}>refused</Label>} {isBackwards && <Label isCompact color="orange" icon={<ClockIcon />}>Its time lies before that of the record before it: the clock was set back</Label>}</span>}
      />
      <ModalBody tabIndex={0} aria-label="What the record holds">
        <DescriptionList isHorizontal isCompact className="trail-record">
          <Fact term="Time"><Time at={at} /> <span className="sp-quiet sp-mono">{at}</span></Fact>
          <Fact term="Who">{actor}</Fact>
          {subject !== "" && <Fact term="Subject"><span className="sp-mono">{subject}</span></Fact>}
          {Object.entries(details).map(([name, value]) => (
            <Fact key={name} term={detailName(name)}>
              {Array.isArray(value) ? <ul className="trail-list">{value.map((each, index) => <li key={index} className="sp-mono">{each}</li>)}</ul> : <span className="sp-mono">{written(value)}</span>}
            </Fact>
          ))}
          <Fact term="Kept as"><code>{action}</code></Fact>
          <Fact term="Its digest"><span className="sp-mono">{hash}</span></Fact>
          <Fact term="The one before"><span className="sp-mono">{previous}</span></Fact>
        </DescriptionList>
        <div className="sp-facts">
          <CopyButton text={JSON.stringify(record, null, 2)} label="Copy record" />
          {isCheckpoint && <Button variant="link" isInline onClick={() => setSaving(true)}>Write the checkpoint to a file…</Button>}
        </div>
      </ModalBody>
    </Modal>
  );
}
