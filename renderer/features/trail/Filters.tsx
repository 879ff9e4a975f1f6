import { FormSelect, FormSelectOption, FormSelectOptionGroup } from "@patternfly/react-core";
import { TextFilter } from "../../ui/TextFilter.tsx";
import { number } from "../../ui/format.ts";
import { ACTION_CHOICES } from "./view.ts";
import type { ChangeView, View } from "./view.ts";

interface Props {
  view: View;
  onChange: ChangeView;
  total: number | undefined;
}

/** Narrows the trail by text and by what was done, and says how many records are left. */
export function Filters({ view, onChange, total }: Props) {
  return (
    <div className="sp-filters" role="search" aria-label="Filter records">
      <TextFilter value={view.text} label="Text in subject, person or details" placeholder="Subject, person, details" onChange={(text) => onChange({ text })} />
      <FormSelect className="sp-select" aria-label="What was done" value={view.action} onChange={(_, action) => onChange({ action })}>
        <FormSelectOption value="" label="Everything" />
        {ACTION_CHOICES.map(({ title, choices }) => (
          <FormSelectOptionGroup key={title} label={title}>
            {choices.map(({ value, label }) => <FormSelectOption key={value} value={value} label={label} />)}
          </FormSelectOptionGroup>
        ))}
      </FormSelect>
      <span className="sp-filters__end" aria-live="polite">{total === undefined ? "" : `${number(total)} shown`}</span>
    </div>
  );
}
