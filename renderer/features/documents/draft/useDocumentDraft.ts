import { useCallback, useMemo, useState } from "react";
import type { ObjectDraft } from "../../../../shared/ipc/objects.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { windowId } from "../../../api/windowId.ts";
import { redone, undone } from "../../../app/history.ts";
import type { DraftKind, Saved } from "./draftKind.ts";
import { changed, isAhead, isDirty, keptAs, openedDraft, savedAs } from "./draftState.ts";
import { useKeeping } from "./useKeeping.ts";

export interface DocumentDraft<T> {
  document: T;
  /** The revision that the draft stands on; 0: it was never saved. */
  baseRevision: number;
  dirty: boolean;
  /** When the draft was written, if unsaved changes were found on opening. */
  restored: string | undefined;
  /** Why the draft could not be kept. */
  keepError: AppError | undefined;
  /** Another window wrote the draft since this one opened it. `isLost`: this one has work of its own beyond it. */
  other: (Pick<ObjectDraft, "author" | "updated"> & { isLost: boolean }) | undefined;
  change: (edit: (before: T) => T) => void;
  /** Undefined when there is nothing to go back or forward to. */
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  /** A save was acknowledged; what was typed meanwhile stays a draft on top of it. */
  savedAs: (sent: T, saved: Saved<T>) => void;
  /** Takes the saved document as the one that the draft stands on. */
  rebase: (saved: Saved<T>) => void;
  /** Throws the draft away for the saved document. */
  adopt: (saved: Saved<T>) => void;
  /** Shows the other window's draft, or keeps this window's in its place. */
  loadOther: () => void;
  keepMine: () => void;
  forgetRestored: () => void;
}

interface Options<T> {
  /** The newest saved document; null: it was never saved, and starts as `empty` says. */
  saved: Saved<T> | null;
  /** What the store holds now. */
  stored: ObjectDraft | null;
  empty: () => T;
}

/** A document under edit. `kind` must stay the same. */
export function useDocumentDraft<T>(kind: DraftKind<T>, name: string, { saved, stored, empty }: Options<T>): DocumentDraft<T> {
  const [state, setState] = useState(() => openedDraft(kind, saved, stored, empty));
  const [other, setOther] = useState<{ draft: ObjectDraft; isLost: boolean }>();
  const { history, baseRevision, restored } = state;
  const dirty = useMemo(() => isDirty(state), [state]);
  const onKept = useCallback((kept: T, stamp: string | null) => setState((before) => keptAs(before, kept, stamp)), []);
  const { keeper, error: keepError } = useKeeping(kind, name, state, onKept);

  const change = useCallback((edit: (before: T) => T) => setState((before) => changed(before, edit(before.history.present), Date.now())), []);
  const undo = useCallback(() => setState((before) => ({ ...before, history: undone(before.history) })), []);
  const redo = useCallback(() => setState((before) => ({ ...before, history: redone(before.history) })), []);
  const acknowledge = useCallback((sent: T, next: Saved<T>) => setState((before) => savedAs(before, sent, next)), []);
  const rebase = useCallback(({ document, revision }: Saved<T>) => setState((before) => ({ ...before, base: document, baseRevision: revision, kept: null })), []);
  const forgetRestored = useCallback(() => setState((before) => ({ ...before, restored: undefined })), []);
  const adopt = useCallback(
    ({ document, revision }: Saved<T>) =>
      setState((before) => changed({ ...before, base: document, baseRevision: revision, restored: undefined }, document, Date.now())),
    [],
  );
  // What somebody else saved is shown at once, unless there is something to lose.
  if (saved && saved.revision > baseRevision && !dirty) setState((before) => ({ ...openedDraft(kind, saved, null, empty), stamp: before.stamp }));

  const load = (found: ObjectDraft | null) => setState(openedDraft(kind, saved, found, empty));
  // Only what comes in new counts: after a write of this window's own, what is stored is old for a moment.
  const [seen, setSeen] = useState(stored);
  if (stored !== seen) {
    setSeen(stored);
    const isForeign = stored !== null && stored.window !== windowId() && stored.stamp !== state.stamp;
    const isLost = isAhead(state);
    setOther(isForeign ? { draft: stored, isLost } : undefined);
    // Another window's draft is shown; and what is saved, when that window saved or discarded the draft that both show.
    if (!isLost && (isForeign || (stored === null && saved && seen?.stamp === state.stamp))) load(stored);
  }
  const loadOther = () => {
    if (!other) return;
    load(other.draft);
    setOther({ ...other, isLost: false });
  };
  const keepMine = () => {
    if (other) keeper.over({ document: history.present, baseRevision, isDraft: dirty }, other.draft.stamp);
  };

  return {
    document: history.present,
    baseRevision,
    dirty,
    restored: dirty ? restored : undefined,
    // Another window's draft is told apart, with what can be done about it.
    keepError: other?.isLost ? undefined : keepError,
    other: other && { author: other.draft.author, updated: other.draft.updated, isLost: other.isLost },
    change,
    undo: history.past.length > 0 ? undo : undefined,
    redo: history.future.length > 0 ? redo : undefined,
    savedAs: acknowledge,
    rebase,
    adopt,
    loadOther,
    keepMine,
    forgetRestored,
  };
}
