import { useState } from "react";
import { Button, Title } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import { trustChanges } from "../../../../shared/bundle/trustChanges.ts";
import type { TrustState } from "../../../../shared/ipc/signing.ts";
import { useAdoptTrustMutation, useDiscardTrustMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { NEXT_PATH } from "../paths.ts";
import { AddSignatures } from "./AddSignatures.tsx";
import { Changes } from "./Changes.tsx";
import { ExportList } from "./ExportList.tsx";
import { Matrix } from "./Matrix.tsx";
import { SignProposal } from "./SignProposal.tsx";
import { TallyView } from "./TallyView.tsx";

interface Props {
  proposal: NonNullable<TrustState["proposal"]>;
  current: TrustState["current"];
}

type Open = "sign" | "export" | "add" | "discard";

/** The list that is being signed: what it changes, who has signed, who is missing, and the ways on. */
export function Proposal({ proposal, current }: Props) {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [adopt, { error, isLoading }] = useAdoptTrustMutation();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { list, complete } = proposal;

  const accept = async () => {
    const answer = await adopt();
    if (answer.data) dispatch(noticed({ variant: "success", title: `Version ${list.version} of the trust list is trusted here` }));
  };
  return (
    <section className="trust-proposal" aria-labelledby="trust-proposal">
      <Title headingLevel="h2" size="lg" id="trust-proposal">{current ? "Next list" : "First list"}: version {list.version}, being signed</Title>
      <TallyView progress={proposal} version={list.version} />
      <ErrorNotice error={error} title="Not accepted" />
      <div className="keys-actions">
        {complete && <Button isLoading={isLoading} isDisabled={isLoading} onClick={() => void accept()}>Make it the trusted list</Button>}
        <Button variant={complete ? "secondary" : "primary"} onClick={() => setOpen("sign")}>Sign</Button>
        <Button variant="secondary" onClick={() => setOpen("export")}>Export for other signers</Button>
        <Button variant="secondary" onClick={() => setOpen("add")}>Import signatures</Button>
        <Button variant="link" onClick={() => void navigate(NEXT_PATH)}>Edit</Button>
        <Button variant="link" isDanger onClick={() => setOpen("discard")}>Discard</Button>
      </div>
      {current ? <Changes changes={trustChanges(current.list, list)} /> : <Matrix view={proposal} />}
      {open === "sign" && <SignProposal proposal={proposal} current={current} onClose={close} />}
      {open === "export" && <ExportList which="proposal" list={list} onClose={close} />}
      {open === "add" && <AddSignatures onClose={close} />}
      {open === "discard" && <Discard version={list.version} signatures={proposal.signers.length} onClose={close} />}
    </section>
  );
}

function Discard({ version, signatures, onClose }: { version: number; signatures: number; onClose: () => void }) {
  const [discard, { error, isLoading }] = useDiscardTrustMutation();
  const confirm = async () => {
    if (!(await discard()).error) onClose();
  };
  return (
    <ConfirmDialog title={`Discard the proposed version ${version}?`} confirm="Discard proposal" error={error} busy={isLoading} onConfirm={() => void confirm()} onClose={onClose}>
      {signatures === 0 ? "Nobody has signed it yet." : "The signatures that it has are lost here; a list that was exported keeps its own."}
    </ConfirmDialog>
  );
}
