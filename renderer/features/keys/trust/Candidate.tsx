import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { TrustCandidate, TrustState } from "../../../../shared/ipc/signing.ts";
import { useAddTrustSignaturesMutation, useUpdateTrustMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorDetailsView, ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Changes } from "./Changes.tsx";
import { Matrix } from "./Matrix.tsx";
import { TallyView } from "./TallyView.tsx";

interface Props {
  paths: string[];
  candidate: TrustCandidate;
  trust: TrustState;
  onClose: () => void;
}

const LOOKS: Record<TrustCandidate["relation"], { title: string; variant: "success" | "info" | "danger" }> = {
  first: { title: "It is the first list", variant: "info" },
  next: { title: "It follows the list that is trusted here, and enough have signed", variant: "success" },
  unsigned: { title: "It would follow, but signatures are missing", variant: "info" },
  same: { title: "It is the list that is trusted here already", variant: "info" },
  older: { title: "It is older than the list that is trusted here", variant: "info" },
  refused: { title: "It is refused", variant: "danger" },
};

/** What a file would do to the trust of this place: in words, and as a picture, before it is accepted. */
export function Candidate({ paths, candidate, trust, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [update, updating] = useUpdateTrustMutation();
  const [add, adding] = useAddTrustSignaturesMutation();
  const { relation, view } = candidate;
  const isMine = view !== undefined && trust.proposal?.fingerprint === view.fingerprint;
  const list = view ? `Trust list, version ${view.list.version}` : "Trust list";
  const finish = (state: TrustState | undefined, title: string) => {
    if (!state) return;
    dispatch(noticed({ variant: "success", title }));
    onClose();
  };
  const accept = async () => finish((await update({ paths })).data, `${list} is trusted here`);
  const take = async () => finish((await add({ path: paths.at(-1) ?? "" })).data, isMine ? "The signatures of the file are added" : `${list} is here to be signed`);
  const [isNext, isUnsigned] = [relation === "next", relation === "unsigned"];
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="candidate-title">
      <ModalHeader title={list} labelId="candidate-title" description={paths.join(", ")} />
      <ModalBody>
        <Facts candidate={candidate} isFirst={trust.current === undefined} />
        <ErrorNotice error={updating.error ?? adding.error} title="Not taken over" />
      </ModalBody>
      <ModalFooter>
        {isNext && <Button isLoading={updating.isLoading} onClick={() => void accept()}>Trust this list</Button>}
        {isUnsigned && <Button isLoading={adding.isLoading} onClick={() => void take()}>{isMine ? "Add its signatures" : "Take it here to sign"}</Button>}
        <Button variant="link" onClick={onClose}>{isNext || isUnsigned ? "Cancel" : "Close"}</Button>
      </ModalFooter>
    </Modal>
  );
}

function Facts({ candidate: { relation, view, progress, changes, problem }, isFirst }: { candidate: TrustCandidate; isFirst: boolean }) {
  const { title, variant } = LOOKS[relation];
  const isNews = relation === "next" || relation === "unsigned";
  return (
    <div className="trust-candidate">
      <Alert component="p" variant={variant} isInline title={title}>
        {problem && <p>{problem.message}</p>}
        {problem && <ErrorDetailsView error={problem} />}
      </Alert>
      {isNews && view && progress && <TallyView progress={progress} version={view.list.version} />}
      {isNews && !isFirst && <Changes changes={changes} />}
      {view && relation !== "refused" && <Matrix view={view} />}
    </div>
  );
}
