import { useState } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio } from "@patternfly/react-core";
import { useVerifyTrailMutation } from "../../api/trail.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { FileChooser } from "../files/index.ts";
import { Chain } from "./Chain.tsx";
import { Compared } from "./Compared.tsx";

/** Follows this store's chain, or that of a copy, and compares it with files that left the desk. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const [copy, setCopy] = useState<string>();
  const [against, setAgainst] = useState<string[]>([]);
  const [choosing, setChoosing] = useState<"copy" | "against">();
  const [verify, { data, error, isLoading, reset }] = useVerifyTrailMutation();

  if (choosing) {
    const isCopy = choosing === "copy";
    const chosen = (paths: string[]) => {
      reset();
      setChoosing(undefined);
      if (isCopy) setCopy(paths[0]);
      else setAgainst((before) => [...new Set([...before, ...paths])]);
    };
    return (
      <FileChooser
        title={isCopy ? "Choose a copy of an audit trail" : "Choose files that left the desk"}
        description={isCopy ? "A file that Export or “sallyport audit export” wrote." : "Bundles, signatures of signed files, checkpoints, or exported trails: each names the record after which it was made."}
        confirm="Choose"
        multiple={!isCopy}
        onChoose={chosen}
        onClose={() => setChoosing(undefined)}
      />
    );
  }
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="verify-title">
      <ModalHeader
        title="Verify the audit trail"
        labelId="verify-title"
        description="The chain shows that nothing in it was changed or taken out. That its end was not cut off, only something that is kept elsewhere can show."
      />
      <ModalBody>
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup role="radiogroup" label="Trail" fieldId="verify-trail">
            <Radio id="verify-own" name="verify-trail" label="The trail of this store" isChecked={copy === undefined} onChange={() => { setCopy(undefined); reset(); }} />
            <Radio id="verify-copy" name="verify-trail" label={copy === undefined ? "A copy…" : <>A copy: <span className="sp-mono">{copy}</span></>} isChecked={copy !== undefined} onChange={() => setChoosing("copy")} />
          </FormGroup>
          <FormGroup role="group" label="Compared with" fieldId="verify-against">
            {against.length > 0 && (
              <ul className="trail-list trail-files" aria-label="Files to compare with">
                {against.map((path) => (
                  <li key={path}>
                    <span className="sp-mono">{path}</span>{" "}
                    <Button variant="link" isInline aria-label={`Leave out ${path}`} onClick={() => { setAgainst(against.filter((other) => other !== path)); reset(); }}>Leave out</Button>
                  </li>
                ))}
              </ul>
            )}
            <Button id="verify-against" variant="secondary" className="sp-fit" onClick={() => setChoosing("against")}>Add files that left the desk…</Button>
          </FormGroup>
        </Form>
        {isLoading && <Waiting for="the chain to be followed" />}
        <ErrorNotice error={error} title="It could not be verified" />
        {data && !isLoading && (
          <section className="sp-gap trail-result" aria-label="Result">
            {data.head || data.problem ? <Chain chain={data} error={undefined} /> : <p>There is no record in it.</p>}
            <Compared compared={data.compared} />
          </section>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isLoading={isLoading} isDisabled={isLoading} onClick={() => void verify({ ...(copy === undefined ? {} : { path: copy }), against })}>Verify</Button>
        <Button variant="link" onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}
