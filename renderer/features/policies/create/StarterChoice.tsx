import { Form, FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import type { Starter, StarterSummary } from "../../../../shared/ipc/types.ts";
import { Prose } from "../../../ui/Prose.tsx";
import { count } from "../../../ui/format.ts";
import { FieldHelp } from "../../documents/index.ts";

interface Props {
  starters: StarterSummary[];
  /** The chosen one's id; empty: none. */
  chosen: string;
  /** The chosen one, once it is read. */
  starter: Starter | undefined;
  /** Starters are for Kubernetes. */
  isOffered: boolean;
  onChoose: (id: string) => void;
}

/** *Start from*: nothing, or a starter policy, with its page about what it covers and what it cannot. */
export function StarterChoice({ starters, chosen, starter, isOffered, onChoose }: Props) {
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Start from" fieldId="policy-starter">
        <FormSelect id="policy-starter" value={chosen} isDisabled={!isOffered} aria-describedby="policy-starter-help" onChange={(_, id) => onChoose(id)}>
          <FormSelectOption value="" label="An empty policy" />
          {starters.map(({ id, title, ruleCount }) => <FormSelectOption key={id} value={id} label={`${title} (${count(ruleCount, "rule")})`} />)}
        </FormSelect>
        <FieldHelp id="policy-starter-help" text={isOffered ? "Everything of a starter can be changed before and after it is saved." : "The starters are for Kubernetes."} />
      </FormGroup>
      {starter && <div className="pol-starter"><Prose markdown={withoutTitle(starter.page)} heading={2} /></div>}
    </Form>
  );
}

/** A starter's page without its title, which the choice shows. */
function withoutTitle(page: string): string {
  return page.replace(/^# .*\n/, "");
}
