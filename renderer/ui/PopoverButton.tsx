import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { Button, Popover } from "@patternfly/react-core";
import type { ButtonProps, PopoverProps } from "@patternfly/react-core";

interface Props extends Pick<PopoverProps, "position" | "minWidth"> {
  /** The button that opens it. */
  button: Omit<ButtonProps, "ref" | "onClick" | "aria-expanded">;
  /** What it is about, as its heading. */
  title: string;
  /** What it holds; `hide` closes it. */
  children: (hide: () => void) => ReactNode;
}

/** A button that shows something beside it. What is shown, and what places it, is mounted only while it is open. */
export function PopoverButton({ button, title, children, ...placing }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const hide = () => setOpen(false);
  return (
    <>
      <Button {...button} ref={anchor} aria-expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <Popover
          {...placing}
          isVisible
          triggerRef={anchor}
          shouldClose={hide}
          aria-label={title}
          headerContent={title}
          headerComponent="h2"
          appendTo={() => document.querySelector("main") ?? document.body}
          bodyContent={children(hide)}
        />
      )}
    </>
  );
}
