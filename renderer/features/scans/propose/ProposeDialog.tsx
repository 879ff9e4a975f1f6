import { useState } from "react";
import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader, Radio, Title } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import type { ExceptionProposal, ProposalRow, Proposals, ScanSummary } from "../../../../shared/ipc/types.ts";
import { exceptionSentence } from "../../../../shared/rules/sentence.ts";
import { useProposeExceptionsQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count, number } from "../../../ui/format.ts";

interface Props {
  scan: ScanSummary;
  rows: number[];
  /** The policy can be edited: it still exists. */
  canEdit: boolean;
  onClose: () => void;
}

/** Ways to let the chosen workloads pass by exceptions, each with what it excuses beside them. One goes into the draft. */
export function ProposeDialog({ scan, rows, canEdit, onClose }: Props) {
  const navigate = useNavigate();
  const { data, error } = useProposeExceptionsQuery({ id: scan.id, rows });
  const [chosen, setChosen] = useState(0);
  const proposal = data?.proposals[chosen];
  const add = () => {
    if (!proposal) return;
    const path = `/policies/${encodeURIComponent(scan.policy)}?snapshot=${encodeURIComponent(scan.snapshotId)}`;
    void navigate(path, { state: { addExceptions: proposal.exceptions } });
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="propose-title">
      <ModalHeader
        title={`Exceptions for ${count(rows.length, "workload")}`}
        labelId="propose-title"
        description="The narrowest first. An exception excuses a container of an image from every rule, not from one alone."
      />
      <ModalBody tabIndex={0} aria-label="Proposals">
        <ErrorNotice error={error} title="No exceptions could be proposed" />
        {!data && !error && <Waiting for="the proposals" />}
        {data && <Impossible data={data} />}
        {data?.proposals.length === 0 && <EmptyNote title="No exception helps" heading="h3">Nothing of what is wrong here can be excused by image.</EmptyNote>}
        {data?.proposals.map((one, index) => (
          <Proposal key={index} proposal={one} isChosen={index === chosen} isFirst={index === 0} number={index} onChoose={() => setChosen(index)} />
        ))}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!proposal || !canEdit} onClick={add}>Add to the draft</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
        {!canEdit && <span className="sp-quiet">The policy {scan.policy} is no longer there.</span>}
      </ModalFooter>
    </Modal>
  );
}

function Impossible({ data: { impossible } }: { data: Proposals }) {
  if (impossible.length === 0) return null;
  return (
    <Alert component="p" variant="warning" isInline title={`${count(impossible.length, "workload")} cannot pass by exceptions alone`}>
      <Rows rows={impossible} total={impossible.length} />
    </Alert>
  );
}

const WIDTHS = { image: "These images alone", repository: "Every version of these images", registry: "Everything from these registries" } as const;

interface ProposalProps {
  proposal: ExceptionProposal;
  number: number;
  isChosen: boolean;
  isFirst: boolean;
  onChoose: () => void;
}

function Proposal({ proposal, number: place, isChosen, isFirst, onChoose }: ProposalProps) {
  const { width, limited, exceptions, clears, leaves, others, othersTotal } = proposal;
  return (
    <section className="sp-proposal" aria-label={`Proposal ${place + 1}`}>
      <Radio
        id={`proposal-${place}`}
        name="proposal"
        isChecked={isChosen}
        onChange={onChoose}
        label={`${WIDTHS[width]}${limited ? ", only in the namespaces of the chosen" : ", in every namespace"}${isFirst ? " (excuses least)" : ""}`}
        description={`Clears ${number(clears)} of ${number(clears + leaves.length)}. ${othersTotal === 0 ? "Excuses nothing else here." : `Also excuses ${count(othersTotal, "other workload")}.`}`}
      />
      {isChosen && (
        <div className="sp-proposal__body">
          <ul className="sp-list">
            {exceptions.map(({ definition, exception }) => (
              <li key={definition} className="sp-wrap">
                {definition !== "cluster" && `${definition}: `}{exceptionSentence(exception)}
                {exception.namespaces && ` (in ${exception.namespaces.join(", ")})`}
              </li>
            ))}
          </ul>
          {leaves.length > 0 && <><Title headingLevel="h3" size="md">Still not allowed</Title><Rows rows={leaves} total={leaves.length} /></>}
          {othersTotal > 0 && <><Title headingLevel="h3" size="md">Also excused</Title><Rows rows={others} total={othersTotal} /></>}
        </div>
      )}
    </section>
  );
}

function Rows({ rows, total }: { rows: ProposalRow[]; total: number }) {
  return (
    <ul className="sp-proposal__rows">
      {rows.map((row) => (
        <li key={row.id}>
          <VerdictLabel verdict={row.verdict} /> {row.namespace}/{row.name} <span className="sp-quiet">{row.kind} · {row.why}</span>
        </li>
      ))}
      {rows.length < total && <li className="sp-quiet">and {number(total - rows.length)} more</li>}
    </ul>
  );
}
