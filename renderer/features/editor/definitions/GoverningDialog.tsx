import { useState } from "react";
import { Button, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useSettingsQuery } from "../../../api/api.ts";
import { count } from "../../../ui/format.ts";
import { namespaceProblem } from "../../../../shared/rules/validate.ts";
import { useImpactNow, usePolicyState } from "../EditorContext.ts";
import { governingOf, namedNamespaces } from "../logic/governing.ts";
import type { Governed, Governing } from "../logic/governing.ts";
import type { TabKey } from "./tabKey.ts";

/** Answers which definition governs a namespace, and what that definition inherits. */
export function GoverningDialog({ onOpen, onClose }: { onOpen: (tab: TabKey) => void; onClose: () => void }) {
  const { policy } = usePolicyState();
  const { namespaces: seen } = useImpactNow();
  const { data: settings } = useSettingsQuery();
  const [text, setText] = useState("");
  const asked = text.trim();
  const excluded = settings?.excludedNamespaces ?? [];
  const known = [...new Set([...namedNamespaces(policy), ...seen])].toSorted();
  const shown = known.filter((namespace) => namespace.includes(asked));
  const isNew = asked !== "" && !known.includes(asked) && namespaceProblem(asked) === undefined;
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="governing" aria-describedby="governing-about" elementToFocus="#governing-namespace">
      <ModalHeader
        title="What governs a namespace?"
        labelId="governing"
        description="A NamespacedPolicyDefinition replaces the Cluster-wide rules in its namespaces, and the exceptions if it has its own. Runtime rulesets always hold for the whole cluster."
        descriptorId="governing-about"
      />
      <ModalBody tabIndex={0} aria-label="Namespaces">
        <FormGroup label="Namespace" fieldId="governing-namespace">
          <TextInput id="governing-namespace" value={text} onChange={(_, value) => setText(value)} placeholder="type a name, of any namespace" />
        </FormGroup>
        <Table aria-label="What governs each namespace" variant="compact" className="ed-governing">
          <Thead>
            <Tr><Th>Namespace</Th><Th>Governed by</Th><Th>Rules</Th><Th>Exceptions</Th></Tr>
          </Thead>
          <Tbody>
            {[...(isNew ? [asked] : []), ...shown].map((namespace) => (
              <Row key={namespace} namespace={namespace} governing={governingOf(policy, namespace)} isExcluded={excluded.includes(namespace)} onOpen={onOpen} />
            ))}
            {asked === "" && <Tr><Td dataLabel="Namespace" colSpan={4}>Every other namespace is governed by Cluster-wide.</Td></Tr>}
          </Tbody>
        </Table>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

interface RowProps {
  namespace: string;
  governing: Governing;
  /** Nothing is enforced there, whatever governs it. */
  isExcluded: boolean;
  onOpen: (tab: TabKey) => void;
}

function Row({ namespace, governing: { place, name, rules, exceptions }, isExcluded, onOpen }: RowProps) {
  return (
    <Tr>
      <Td dataLabel="Namespace" modifier="breakWord">
        {namespace}
        {isExcluded && <div className="ed-quiet">excluded in Settings: nothing is enforced</div>}
      </Td>
      <Td dataLabel="Governed by" modifier="breakWord"><Button variant="link" isInline onClick={() => onOpen(place)}>{name}</Button></Td>
      <Td dataLabel="Rules">{governedText(rules, "rule", place)}</Td>
      <Td dataLabel="Exceptions">{governedText(exceptions, "exception", place)}</Td>
    </Tr>
  );
}

function governedText({ isInherited, count: amount, elsewhere }: Governed, word: string, place: Governing["place"]): string {
  const from = place === "cluster" ? "" : isInherited ? ", inherited" : ", its own";
  return `${count(amount, word)}${from}${elsewhere > 0 ? `; ${elsewhere} more for other namespaces` : ""}`;
}
