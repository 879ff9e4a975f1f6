import { Form, FormGroup, TextInput } from "@patternfly/react-core";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Ruleset } from "../../../../shared/model/ruleset.ts";
import { FieldHelp, UsedBy } from "../../documents/index.ts";
import { messageAt } from "./problems.ts";

export interface SectionProps {
  ruleset: Ruleset;
  issues: FieldIssue[];
  onChange: (edit: (before: Ruleset) => Ruleset) => void;
}

/** The description, and who uses the ruleset. */
export function Facts({ ruleset, usedBy, issues, onChange }: SectionProps & { usedBy: string[] }) {
  const problem = messageAt(issues, "description");
  return (
    <Form onSubmit={(event) => event.preventDefault()} className="rs-facts">
      <FormGroup label="Description" fieldId="ruleset-description">
        <TextInput
          id="ruleset-description"
          value={ruleset.description}
          validated={problem ? "error" : "default"}
          aria-describedby="ruleset-description-help"
          data-path="description"
          onChange={(_, description) => onChange((before) => ({ ...before, description }))}
        />
        <FieldHelp id="ruleset-description-help" problem={problem} text="Appears under the name in the list. At most 128 characters." />
      </FormGroup>
      <p>Used by <UsedBy policies={usedBy} tab="runtime" />.</p>
    </Form>
  );
}
