import { useState } from "react";
import { ExpandableSection, FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import type { Starter, StarterSummary } from "../../../../shared/ipc/types.ts";
import { count } from "../../../ui/format.ts";
import { Prose } from "../../../ui/Prose.tsx";

interface Props {
  starters: StarterSummary[];
  /** The chosen one's id; empty: none. */
  chosen: string;
  /** The chosen one, once it is read. */
  starter: Starter | undefined;
  onChoose: (id: string) => void;
}

/** *Start from*: nothing, or a starter policy, with its page about what it covers and what it cannot. */
export function StarterChoice({ starters, chosen, starter, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const summary = starters.find(({ id }) => id === chosen);
  return (
    <FormGroup label="Start from" fieldId="policy-starter">
      <FormSelect id="policy-starter" value={chosen} onChange={(_, id) => onChoose(id)}>
        <FormSelectOption value="" label="An empty policy" />
        {starters.map(({ id, title, ruleCount }) => <FormSelectOption key={id} value={id} label={`${title} (${count(ruleCount, "rule")})`} />)}
      </FormSelect>
      {summary && (
        <div className="pol-starter sp-gap">
          <p>{summary.summary}</p>
          {starter && (
            <ExpandableSection toggleText="What it covers, and what it cannot" isExpanded={open} onToggle={(_, next) => setOpen(next)}>
              <Prose markdown={bodyOf(starter.page)} heading={3} />
            </ExpandableSection>
          )}
        </div>
      )}
    </FormGroup>
  );
}

/** A starter's page without its title and summary, which stand above it. */
function bodyOf(page: string): string {
  const start = page.indexOf("\n## ");
  return start < 0 ? "" : page.slice(start + 1);
}
