import { useState } from "react";
import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { useTakeSnapshotMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { KeepValues } from "./KeepValues.tsx";
import { OtherKinds } from "./OtherKinds.tsx";

/** What of a live cluster is read into a snapshot, and under which name. */
export function TakeSnapshot({ context, onClose }: { context: string; onClose: () => void }) {
  const [name, setName] = useState(context);
  const [typed, setTyped] = useState("");
  const [otherKinds, setOtherKinds] = useState(false);
  const [keepValues, setKeepValues] = useState(false);
  const [take, { error, isLoading }] = useTakeSnapshotMutation();
  const namespaces = [...new Set(typed.split(/[\s,]+/).filter(Boolean))];
  const submit = async () => {
    const source = { type: "context" as const, context, ...(namespaces.length > 0 && { namespaces }), ...(otherKinds && { otherKinds }) };
    const answer = await take({ source, name: name.trim(), ...(keepValues && { keepValues }) });
    if (!answer.error) onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="take-title">
      <ModalHeader title={`Take a snapshot of ${context}`} labelId="take-title" description="Its workloads as they are now, to be judged again and again without the cluster. It is only listed, never changed." />
      <ModalBody>
        <ErrorNotice error={error} />
        <Form id="take" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <FormGroup label="Name" fieldId="take-name" isRequired>
            <TextInput id="take-name" isRequired value={name} onChange={(_, value) => setName(value)} />
          </FormGroup>
          <FormGroup label="Namespaces" fieldId="take-namespaces">
            <TextInput id="take-namespaces" value={typed} onChange={(_, value) => setTyped(value)} aria-describedby="take-namespaces-help" />
            <FormHelperText><HelperText id="take-namespaces-help"><HelperTextItem>Only these are read, with commas or spaces between. Empty: all that may be listed.</HelperTextItem></HelperText></FormHelperText>
          </FormGroup>
          <OtherKinds which="Rollouts, CloneSets and other kinds that own what runs are listed too." isChecked={otherKinds} onChange={setOtherKinds} />
          <KeepValues isChecked={keepValues} onChange={setKeepValues} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="take" isDisabled={!name.trim() || isLoading} isLoading={isLoading}>Take snapshot</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
