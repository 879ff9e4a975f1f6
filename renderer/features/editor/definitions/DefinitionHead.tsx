import { useId } from "react";
import type { ReactNode } from "react";
import { Button, FormGroup, TextInput } from "@patternfly/react-core";
import { ChipInput } from "../ChipInput.tsx";
import { Editable } from "../Editable.tsx";
import { useEditor, useImpactNow, usePolicyState } from "../EditorContext.ts";
import { Problems } from "../Problems.tsx";
import { addDefinition, editDefinition, removeDefinition } from "../logic/edits.ts";
import { messagesAt, messagesWithin } from "../logic/issues.ts";
import { freeName, splitWords, takenBy } from "../logic/namespaces.ts";
import { placePath } from "../logic/place.ts";
import type { TabKey } from "./tabKey.ts";

/** Name and namespaces of a NamespacedPolicyDefinition, and what can be done with it as a whole. */
export function DefinitionHead({ place, onOpen, more }: { place: number; onOpen: (tab: TabKey) => void; more: ReactNode }) {
  const { edit } = useEditor();
  const { policy, issues } = usePolicyState();
  const { namespaces: known } = useImpactNow();
  const id = useId();
  const definition = policy.namespaced[place];
  if (!definition) return null;
  const path = placePath(place);
  const nameProblems = messagesAt(issues, `${path}.name`);
  const namespaceProblems = messagesWithin(issues, `${path}.namespaces`);
  const refusal = (other: ReturnType<typeof takenBy>) => other && { message: other.message, action: { label: `Open ${other.name}`, onSelect: () => onOpen(other.place) } };
  // A document that came from elsewhere may hold a namespace twice.
  const others = [...new Map(definition.namespaces.flatMap((namespace) => takenBy(policy, place, namespace) ?? []).map((other) => [other.place, other])).values()];
  const duplicate = () => {
    const copy = { ...definition, name: freeName(policy, definition.name), namespaces: [] };
    edit("namespaced", addDefinition(copy));
    onOpen(policy.namespaced.length);
  };
  const remove = () => {
    edit("namespaced", removeDefinition(place));
    onOpen("cluster");
  };
  return (
    <div className="ed-definition">
      <Editable>
      <FormGroup label="Name" fieldId={`${id}-name`} className="ed-definition__name">
        <TextInput
          id={`${id}-name`}
          data-path={`${path}.name`}
          value={definition.name}
          validated={nameProblems.length > 0 ? "error" : "default"}
          aria-describedby={nameProblems.length > 0 ? `${id}-name-problems` : undefined}
          onChange={(_, name) => edit(`${path}.name`, editDefinition(place, (before) => ({ ...before, name })))}
        />
        <Problems id={`${id}-name-problems`} messages={nameProblems} />
      </FormGroup>
      <FormGroup label="Namespaces" className="ed-definition__namespaces">
        <ChipInput
          label="Namespaces: type a name and press Enter"
          values={definition.namespaces}
          split={splitWords}
          placeholder="type a namespace and press Enter"
          suggestions={known.filter((namespace) => takenBy(policy, place, namespace) === undefined)}
          refuse={(namespace) => refusal(takenBy(policy, place, namespace))}
          problems={definition.namespaces.map((_, at) => messagesAt(issues, `${path}.namespaces[${at}]`)[0])}
          invalid={namespaceProblems.length > 0}
          describedBy={`${id}-namespaces-problems`}
          path={`${path}.namespaces`}
          onChange={(namespaces) => edit(`${path}.namespaces`, editDefinition(place, (before) => ({ ...before, namespaces })))}
        />
        <Problems id={`${id}-namespaces-problems`} messages={namespaceProblems} />
        {others.map((other) => <Button key={other.place} variant="link" isInline size="sm" onClick={() => onOpen(other.place)}>Open {other.name}</Button>)}
      </FormGroup>
      </Editable>
      <div className="ed-definition__tools">
        <Editable>
          <Button variant="link" size="sm" onClick={duplicate}>Duplicate</Button>
          <Button variant="link" size="sm" isDanger onClick={remove}>Delete definition</Button>
        </Editable>
        {more}
      </div>
    </div>
  );
}
