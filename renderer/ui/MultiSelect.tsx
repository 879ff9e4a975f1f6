import { useRef, useState } from "react";
import type { RefObject } from "react";
import { Badge, MenuSearch, MenuSearchInput, MenuToggle, SearchInput, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { number } from "./format.ts";
import { useMenu } from "./useMenu.ts";
import type { MenuState } from "./useMenu.ts";

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

/** A filter menu with check boxes, its own search, and the number chosen on its button. The menu, and what places it, is mounted only while it is open. */
export function MultiSelect({ label, choices, selected, onChange }: Props) {
  const menu = useMenu();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuToggle ref={button} isExpanded={menu.isOpen} onClick={() => menu.setOpen(!menu.isOpen)} badge={selected.length > 0 ? <Badge isRead>{selected.length}</Badge> : null}>
        {label}
      </MenuToggle>
      {menu.isMounted && <Menu {...menu} button={button} label={label} choices={choices} selected={selected} onChange={onChange} />}
    </>
  );
}

interface MenuProps extends Props, MenuState {
  button: RefObject<HTMLButtonElement | null>;
}

function Menu({ button, label, choices, selected, onChange, isOpen, setOpen }: MenuProps) {
  const [text, setText] = useState("");
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(text.toLowerCase()));
  const toggle = (value: string) =>
    onChange(selected.includes(value) ? selected.filter((other) => other !== value) : [...selected, value]);
  return (
    <Select
      role="menu"
      isOpen={isOpen}
      isScrollable
      maxMenuHeight="20rem"
      selected={[...selected]}
      onSelect={(_, value) => toggle(String(value))}
      onOpenChange={setOpen}
      popperProps={{ appendTo: "inline", preventOverflow: true, maxWidth: "30rem" }}
      toggle={{ toggleNode: null, toggleRef: button }}
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
