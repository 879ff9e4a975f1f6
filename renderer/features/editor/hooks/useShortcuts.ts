import { useEffect } from "react";

interface Shortcuts {
  save: () => void;
  undo: () => void;
  redo: () => void;
}

/** Ctrl+S, Ctrl+Z and Ctrl+Shift+Z (Ctrl+Y); on a Mac with Cmd. A text not yet taken over keeps its own undo. */
export function useShortcuts({ save, undo, redo }: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const action = key === "s" ? save : isOwnUndo(event.target) ? undefined : key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : undefined;
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [save, undo, redo]);
}

/** A field that marks itself so holds a text that is not part of the policy yet. */
function isOwnUndo(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.dataset["ownUndo"] !== undefined && target.value !== "";
}
