import { useEffect, useEffectEvent, useState } from "react";
import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useVerifyFileMutation } from "../../api/trail.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { FileChooser, split } from "../files/index.ts";
import { FileVerdict } from "./FileVerdict.tsx";
import { useSignaturesBeside } from "./signatures.ts";

interface Props {
  path: string;
  onClose: () => void;
}

/** Verifies a file with the signatures that lie beside it, or with those that are chosen. */
export function VerifyFileDialog({ path, onClose }: Props) {
  const beside = useSignaturesBeside(path);
  const [chosen, setChosen] = useState<string[]>();
  const [isChoosing, setChoosing] = useState(false);
  const [verify, { data, error, isLoading }] = useVerifyFileMutation();
  const signatures = chosen ?? beside;
  const check = useEffectEvent(() => {
    if (signatures && signatures.length > 0) void verify({ path, signatures });
  });
  const key = signatures?.join("\n");
  useEffect(() => check(), [key]);

  if (isChoosing) {
    return (
      <FileChooser
        title="Choose the signatures"
        description="Files that end in .sigstore.json and were made over this file."
        confirm="Verify"
        multiple
        onChoose={(paths) => { setChosen(paths); setChoosing(false); }}
        onClose={() => setChoosing(false)}
      />
    );
  }
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="verify-file-title">
      <ModalHeader title={`Verify ${split(path).name}`} labelId="verify-file-title" description={<span className="sp-mono">{path}</span>} />
      <ModalBody>
        {(!signatures || isLoading) && <Waiting for="the file to be verified" />}
        {signatures?.length === 0 && <p>There is no signature beside it ({split(path).name}.sigstore.json). Choose where it is.</p>}
        <ErrorNotice error={error} title="It could not be verified" />
        {data && !isLoading && <FileVerdict verification={data} signatures={signatures ?? []} />}
      </ModalBody>
      <ModalFooter>
        <Button variant={signatures?.length === 0 ? "primary" : "secondary"} isDisabled={isLoading} onClick={() => setChoosing(true)}>{signatures?.length === 0 ? "Choose signatures…" : "Choose other signatures…"}</Button>
        <Button variant="link" onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}
