import { useRef } from "react";
import type { ReactNode } from "react";
import { Dropdown, DropdownList, MenuToggle } from "@patternfly/react-core";
import type { MenuToggleProps } from "@patternfly/react-core";
import { useMenu } from "./useMenu.ts";

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
  const { isMounted, isOpen, setOpen } = useMenu();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuToggle {...toggle} ref={button} isExpanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isMounted && (
        <Dropdown isOpen={isOpen} isScrollable={isScrollable} onOpenChange={setOpen} onSelect={() => setOpen(false)} popperProps={{ position }} toggle={{ toggleNode: null, toggleRef: button }}>
          <DropdownList>{children}</DropdownList>
          {below}
        </Dropdown>
      )}
    </>
  );
}
