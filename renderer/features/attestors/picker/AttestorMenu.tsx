import { useRef, useState } from "react";
import type { Ref } from "react";
import { Divider, MenuToggle, Select, SelectList, SelectOption } from "@patternfly/react-core";
import type { MenuToggleElement } from "@patternfly/react-core";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { useAttestorsQuery } from "../../../api/api.ts";
import { AttestorDialog } from "../AttestorDialog.tsx";
import { TYPE_TITLES } from "../types.ts";
import "../attestors.css";

interface Props {
  label: string;
  /** Names of the chosen attestors, in the order of choosing. */
  names: string[];
  onChange: (names: string[]) => void;
  invalid: boolean;
  describedBy?: string | undefined;
  /** The field's place in the policy, for jumping to it. */
  path: string;
}

/** The last entry of the menu; no attestor has a name with a blank. */
const ADD = "add attestor";

/** A menu of attestors with check boxes, and *Add attestor*, which opens the form over the page. */
export function AttestorMenu({ label, names, onChange, invalid, describedBy, path }: Props) {
  const { data: attestors = [], isSuccess } = useAttestorsQuery();
  const [open, setOpen] = useState(false);
  const [adding, setAdding] = useState(false);
  const menu = useRef<HTMLSpanElement>(null);
  // The entry that opened the form is gone with the menu: the keyboard goes on at the menu's button.
  const closeForm = () => {
    setAdding(false);
    requestAnimationFrame(() => menu.current?.querySelector("button")?.focus());
  };
  const known = new Set(attestors.map(({ name }) => name));
  const missing = isSuccess ? names.filter((name) => !known.has(name)) : [];

  const choose = (value: string) => {
    if (value === ADD) {
      setOpen(false);
      setAdding(true);
    } else onChange(names.includes(value) ? names.filter((other) => other !== value) : [...names, value]);
  };
  return (
    <span className="att-menu" ref={menu}>
      <Select
        role="menu"
        isOpen={open}
        isScrollable
        maxMenuHeight="20rem"
        selected={names}
        onSelect={(_, value) => choose(String(value))}
        onOpenChange={setOpen}
        popperProps={{ appendTo: () => document.querySelector("main") ?? document.body, preventOverflow: true, maxWidth: "30rem" }}
        toggle={(ref: Ref<MenuToggleElement>) => (
          <MenuToggle
            ref={ref}
            isExpanded={open}
            status={invalid ? "danger" : undefined}
            aria-label={`${label}: ${names.length === 0 ? "choose attestors" : names.join(", ")}`}
            aria-describedby={describedBy}
            data-path={path}
            onClick={() => setOpen(!open)}
          >
            {names.length === 0 ? "choose attestors" : names.join(", ")}
          </MenuToggle>
        )}
      >
        <SelectList aria-label={label}>
          {attestors.map(({ name, type, about }) => (
            <SelectOption key={name} value={name} hasCheckbox isSelected={names.includes(name)} description={`${TYPE_TITLES[type]}: ${about}`}>{name}</SelectOption>
          ))}
          {missing.map((name) => (
            <SelectOption key={name} value={name} hasCheckbox isSelected description="There is no attestor of this name here">{name}</SelectOption>
          ))}
          {attestors.length + missing.length > 0 && <Divider component="li" />}
          <SelectOption value={ADD} icon={<PlusIcon />}>Add attestor</SelectOption>
        </SelectList>
      </Select>
      {missing.length > 0 && <span className="sp-quiet"> ({missing.join(", ")}: no such attestor here yet)</span>}
      {adding && <AttestorDialog onCreated={(name) => { onChange([...names, name]); closeForm(); }} onClose={closeForm} />}
    </span>
  );
}
