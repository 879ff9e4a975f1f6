import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { Dropdown, DropdownList, MenuToggle } from "@patternfly/react-core";
import type { MenuToggleProps } from "@patternfly/react-core";

interface Props {
  /** How its button looks and what it is called. */
  toggle: Omit<MenuToggleProps, "ref" | "innerRef" | "isExpanded" | "onClick">;
  /** On which side of the button the menu is aligned. */
  position?: "left" | "right";
  isScrollable?: boolean;
  /** The entries: `DropdownItem`s. */
  children: ReactNode;
  /** What follows them: a `DropdownGroup`. */
  below?: ReactNode;
}

/** A button with a menu of actions. The menu and what places it are mounted only while it is open: a page may have hundreds. */
export function ActionMenu({ toggle, position = "left", isScrollable = false, children, below }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuToggle {...toggle} ref={button} isExpanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <Dropdown isOpen isScrollable={isScrollable} onOpenChange={setOpen} onSelect={() => setOpen(false)} popperProps={{ position }} toggle={{ toggleNode: null, toggleRef: button }}>
          <DropdownList>{children}</DropdownList>
          {below}
        </Dropdown>
      )}
    </>
  );
}
