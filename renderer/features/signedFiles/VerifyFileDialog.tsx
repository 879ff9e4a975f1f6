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
  const signatures = chosen ?? beside;

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
        {!signatures && <Waiting for="the folder's content" />}
        {signatures?.length === 0 && <p>There is no signature beside it ({split(path).name}.sigstore.json). Choose where it is.</p>}
        {signatures && signatures.length > 0 && <Verified key={signatures.join("\n")} path={path} signatures={signatures} />}
      </ModalBody>
      <ModalFooter>
        <Button variant={signatures?.length === 0 ? "primary" : "secondary"} onClick={() => setChoosing(true)}>{signatures?.length === 0 ? "Choose signatures…" : "Choose other signatures…"}</Button>
        <Button variant="link" onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

/** Verifies once; for other signatures it is made anew. */
function Verified({ path, signatures }: { path: string; signatures: string[] }) {
  const [verify, { data, error }] = useVerifyFileMutation();
  const check = useEffectEvent(() => void verify({ path, signatures }));
  useEffect(() => check(), []);
  return (
    <>
      {!data && !error && <Waiting for="the file to be verified" />}
      <ErrorNotice error={error} title="It could not be verified" />
      {data && <FileVerdict verification={data} signatures={signatures} />}
    </>
  );
}
