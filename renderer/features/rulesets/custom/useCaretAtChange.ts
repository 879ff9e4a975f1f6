import { useLayoutEffect, useRef } from "react";
import type { RefObject } from "react";

/**
 * Undo and redo change the text from outside the field, which would leave the caret at its end: it goes to where the text
 * changed. What the user types moves the caret by itself.
 */
export function useCaretAtChange(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  const seen = useRef(text);
  const typed = useRef<string>(undefined);

  useLayoutEffect(() => {
    const area = field.current;
    const onInput = () => { typed.current = area?.value; };
    area?.addEventListener("input", onInput, true);
    return () => area?.removeEventListener("input", onInput, true);
  }, [field]);

  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = text;
    const area = field.current;
    if (!area || before === text || typed.current === text || document.activeElement !== area) return;
    const at = endOfChange(before, text);
    area.setSelectionRange(at, at);
  }, [field, text]);
}

/** Offset in `after` behind what differs from `before`. */
export function endOfChange(before: string, after: string): number {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return after.length - same;
}
