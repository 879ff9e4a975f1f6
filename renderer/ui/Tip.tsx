import { cloneElement, useState } from "react";
import type { FocusEvent, MouseEvent, ReactElement } from "react";
import { Tooltip } from "@patternfly/react-core";

interface Props {
  content: string;
  /** What it is about: one element that takes the mouse and the focus. */
  children: ReactElement<TipTarget>;
}

interface TipTarget {
  onMouseEnter?: (event: MouseEvent<HTMLElement>) => void;
  onMouseLeave?: () => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: () => void;
}

/**
 * A tooltip inside the page's main landmark. It is mounted only while mouse or focus are on its element: one that waits
 * asks the browser for the layout with every drawing, and a page may have hundreds.
 */
export function Tip({ content, children }: Props) {
  const [about, setAbout] = useState<HTMLElement | null>(null);
  const [wanted, setWanted] = useState(false);
  const come = ({ currentTarget }: MouseEvent<HTMLElement> | FocusEvent<HTMLElement>) => {
    setAbout(currentTarget);
    setWanted(true);
  };
  const leave = () => setWanted(false);
  return (
    <>
      {cloneElement(children, { onMouseEnter: come, onFocus: come, onMouseLeave: leave, onBlur: leave })}
      {about && <Tooltip content={content} triggerRef={() => about} isVisible={wanted} onTooltipHidden={() => setAbout(null)} aria-live="off" appendTo={inMain} />}
    </>
  );
}

const inMain = () => document.querySelector("main") ?? document.body;
