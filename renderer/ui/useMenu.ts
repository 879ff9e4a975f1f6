import { useState } from "react";
import { flushSync } from "react-dom";

/** A menu that is in the page only while it is open. */
export interface MenuState {
  isMounted: boolean;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
}

/**
 * Whether a menu is open, and whether it is mounted, which comes first: PatternFly places one beside its button only when
 * it opens after it was mounted.
 */
export function useMenu(): MenuState {
  const [state, setState] = useState<"closed" | "mounted" | "open">("closed");
  const setOpen = (open: boolean): void => {
    if (open) flushSync(() => setState("mounted"));
    setState(open ? "open" : "closed");
  };
  return { isMounted: state !== "closed", isOpen: state === "open", setOpen };
}
