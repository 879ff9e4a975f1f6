import { useState } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { useReissueBundleMutation } from "../../../api/bundles.ts";
import { signBundlePath } from "../../../app/paths.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { useLeadOn } from "../../../ui/useLeadOn.ts";
import { Days } from "../export/Days.tsx";
import { DEFAULT_DAYS, daysProblem } from "../export/request.ts";
import { refOf } from "../ref.ts";

/** The same policies under the next number, with new days to run; what is left is to sign it. */
export function Reissue({ bundle, onClose }: { bundle: BundleSummary; onClose: () => void }) {
  const leadOn = useLeadOn();
  const [reissue, { error, isLoading }] = useReissueBundleMutation();
  const [days, setDays] = useState(DEFAULT_DAYS);
  const submit = async () => {
    const { data } = await reissue({ ...refOf(bundle), days });
    if (data) await leadOn(signBundlePath(data.statementSha256));
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="reissue-title" aria-describedby="reissue-about">
      <ModalHeader title={`Re-issue ${bundle.name}`} labelId="reissue-title" description="The same versions of the same policies under the next number, with the rulesets and attestors as they are now. It is signed anew; no earlier version can take its place where it was accepted." descriptorId="reissue-about" />
      <ModalBody>
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Good for" fieldId="reissue-days">
            <Days id="reissue-days" days={days} onChange={setDays} />
          </FormGroup>
        </Form>
        <ErrorNotice error={error} />
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={daysProblem(days) !== undefined || isLoading} isLoading={isLoading} onClick={() => void submit()}>Re-issue and sign</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
