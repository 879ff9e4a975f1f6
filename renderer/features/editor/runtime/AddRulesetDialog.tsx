import { useState } from "react";
import { Button, Checkbox, Modal, ModalBody, ModalFooter, ModalHeader, SearchInput } from "@patternfly/react-core";
import { Link } from "react-router";
import type { RulesetSummary } from "../../../../shared/ipc/types.ts";
import { amountOfRules } from "./amount.ts";

interface Props {
  rulesets: RulesetSummary[];
  /** Names of those that the policy has. */
  chosen: string[];
  onSubmit: (names: string[]) => void;
  onClose: () => void;
}

/** From this many rulesets on, there is a search field. */
const SEARCH_FROM = 8;

/** *Add Ruleset*: all rulesets with check boxes; *Submit* takes over what is ticked. */
export function AddRulesetDialog({ rulesets, chosen, onSubmit, onClose }: Props) {
  const [ticked, setTicked] = useState(chosen);
  const [text, setText] = useState("");
  const shown = rulesets.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(text.toLowerCase()));
  const toggle = (name: string, on: boolean) => setTicked(on ? [...ticked, name] : ticked.filter((other) => other !== name));
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="add-ruleset" aria-describedby="add-ruleset-about">
      <ModalHeader title="Add Ruleset" labelId="add-ruleset" description="What is ticked applies to every cluster that has this policy." descriptorId="add-ruleset-about" />
      <ModalBody tabIndex={0} aria-label="Rulesets">
        {rulesets.length === 0 && <p>There are no rulesets yet. <Link to="/rulesets?create">Create one</Link>: this draft is kept meanwhile.</p>}
        {rulesets.length >= SEARCH_FROM && (
          <SearchInput aria-label="Search rulesets" placeholder="Search" value={text} onChange={(_, value) => setText(value)} onClear={() => setText("")} />
        )}
        {shown.map((ruleset) => (
          <Checkbox
            key={ruleset.name}
            id={`ruleset-${ruleset.name}`}
            className="sp-gap"
            label={ruleset.name}
            description={[ruleset.description, amountOfRules(ruleset)].filter(Boolean).join(" · ")}
            isChecked={ticked.includes(ruleset.name)}
            onChange={(_, on) => toggle(ruleset.name, on)}
          />
        ))}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={rulesets.length === 0} onClick={() => onSubmit(ticked)}>Submit</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
