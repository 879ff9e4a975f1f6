import { useEffect } from "react";
import type { DocumentDraft } from "./useDocumentDraft.ts";

/** Ctrl+Z and Ctrl+Shift+Z (Ctrl+Y) take back steps of the document; in a dialog they belong to its fields. */
export function useUndoKeys({ undo, redo }: Pick<DocumentDraft<unknown>, "undo" | "redo">): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (!isRedo && key !== "z") return;
      if (event.target instanceof Element && event.target.closest("[role=dialog]")) return;
      event.preventDefault();
      (isRedo ? redo : undo)?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}
