import { useState } from "react";
import type { Ref } from "react";
import { Badge, MenuSearch, MenuSearchInput, MenuToggle, SearchInput, Select, SelectList, SelectOption } from "@patternfly/react-core";
import type { MenuToggleElement } from "@patternfly/react-core";
import { number } from "./format.ts";

export interface Choice {
  value: string;
  label: string;
  /** Shown after the label. */
  count?: number;
}

interface Props {
  /** What is chosen: *Namespace*. */
  label: string;
  choices: Choice[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
}

/** From this many choices on, the menu has a search field. */
const SEARCH_FROM = 8;

/** A filter menu with check boxes, its own search, and the number chosen on its button. */
export function MultiSelect({ label, choices, selected, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(text.toLowerCase()));

  const toggle = (value: string) =>
    onChange(selected.includes(value) ? selected.filter((other) => other !== value) : [...selected, value]);

  return (
    <Select
      role="menu"
      isOpen={open}
      isScrollable
      maxMenuHeight="20rem"
      selected={[...selected]}
      onSelect={(_, value) => toggle(String(value))}
      onOpenChange={setOpen}
      popperProps={{ appendTo: "inline", preventOverflow: true, maxWidth: "30rem" }}
      toggle={(ref: Ref<MenuToggleElement>) => (
        <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)} badge={selected.length > 0 ? <Badge isRead>{selected.length}</Badge> : null}>
          {label}
        </MenuToggle>
      )}
    >
      {choices.length >= SEARCH_FROM && (
        <MenuSearch>
          <MenuSearchInput>
            <SearchInput aria-label={`Search ${label}`} value={text} onChange={(_, value) => setText(value)} onClear={() => setText("")} />
          </MenuSearchInput>
        </MenuSearch>
      )}
      <SelectList aria-label={label}>
        {shown.map((choice) => (
          <SelectOption key={choice.value} value={choice.value} hasCheckbox isSelected={selected.includes(choice.value)}>
            <span className="sp-choice">{choice.label}{choice.count !== undefined && <span className="sp-quiet"> {number(choice.count)}</span>}</span>
          </SelectOption>
        ))}
        {shown.length === 0 && <SelectOption isDisabled value="">Nothing matches</SelectOption>}
      </SelectList>
    </Select>
  );
}
