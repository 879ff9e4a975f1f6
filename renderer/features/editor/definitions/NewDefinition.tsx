import { useState } from "react";
import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, Radio, TextInput } from "@patternfly/react-core";
import { ChipInput } from "../ChipInput.tsx";
import { useEditor, useImpactNow, usePolicyState } from "../EditorContext.ts";
import { addDefinition } from "../logic/edits.ts";
import { freeName, splitWords, takenBy } from "../logic/namespaces.ts";

/** Start of a definition: a copy of the Cluster-wide rules, or none. */
type Start = "copy" | "empty";

interface Props {
  onAdded: () => void;
  /** Leads to another definition of the policy. */
  onOpen: (place: number) => void;
  onClose: () => void;
}

/** **+** beside the tabs: name and namespaces of a new NamespacedPolicyDefinition. */
export function NewDefinition({ onAdded, onOpen, onClose }: Props) {
  const { edit } = useEditor();
  const { policy } = usePolicyState();
  const { namespaces: known } = useImpactNow();
  const [name, setName] = useState(freeName(policy, "NamespacedPolicyDefinition"));
  const [namespaces, setNamespaces] = useState<string[]>([]);
  const [start, setStart] = useState<Start>("copy");
  const place = policy.namespaced.length;
  const isTaken = policy.namespaced.some((definition) => definition.name === name);
  const problem = !/^[A-Za-z0-9_.]{1,64}$/.test(name)
    ? "Letters, digits, underscores and periods only, 1 to 64 characters."
    : isTaken
      ? `There is a definition ${name} already.`
      : undefined;
  const add = () => {
    if (problem) return;
    edit("namespaced", addDefinition({ name, namespaces, rules: start === "copy" ? policy.cluster.rules : [] }));
    onAdded();
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="new-definition" aria-describedby="new-definition-about">
      <ModalHeader
        title="New NamespacedPolicyDefinition"
        labelId="new-definition"
        description="Its rules replace the Cluster-wide ones in its namespaces. Exceptions are inherited until it has its own."
        descriptorId="new-definition-about"
      />
      <ModalBody>
        <Form id="new-definition-form" onSubmit={(event) => { event.preventDefault(); add(); }}>
          <FormGroup label="Name" fieldId="new-definition-name" isRequired>
            <TextInput id="new-definition-name" value={name} isRequired validated={problem ? "error" : "default"} onChange={(_, value) => setName(value)} />
            {problem && <FormHelperText><HelperText><HelperTextItem variant="error">{problem}</HelperTextItem></HelperText></FormHelperText>}
          </FormGroup>
          <FormGroup label="Namespaces">
            <ChipInput
              label="Namespaces: type a name and press Enter"
              values={namespaces}
              split={splitWords}
              onChange={setNamespaces}
              placeholder="type a namespace and press Enter; several can be pasted"
              suggestions={known.filter((namespace) => takenBy(policy, place, namespace) === undefined)}
              refuse={(namespace) => {
                const other = takenBy(policy, place, namespace);
                return other && { message: other.message, action: { label: `Open ${other.name} instead`, onSelect: () => onOpen(other.place) } };
              }}
              path="new"
            />
          </FormGroup>
          <FormGroup role="radiogroup" label="Rules to start with">
            <Radio id="start-copy" name="start" label={`A copy of the Cluster-wide rules (${policy.cluster.rules.length})`} isChecked={start === "copy"} onChange={() => setStart("copy")} />
            <Radio id="start-empty" name="start" label="None: nothing is logged or blocked in its namespaces until you tick a rule" isChecked={start === "empty"} onChange={() => setStart("empty")} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-definition-form" isDisabled={problem !== undefined}>Add</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
