import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { stableStringify } from "../../../../shared/kernel/stable.ts";
import { draftKey, readDraft, removeDraft, writeDraft } from "./keptDrafts.ts";
import type { DraftKind } from "./keptDrafts.ts";

/** A document as the trusted side has it. */
export interface Saved<T> {
  document: T;
  revision: number;
}

export interface DocumentDraft<T> {
  document: T;
  /** The revision that the draft stands on; 0: it was never saved. */
  baseRevision: number;
  dirty: boolean;
  /** When the draft was written, if unsaved changes were found on opening. */
  restored: string | undefined;
  /** Why the draft could not be kept. */
  keepError: string | undefined;
  /** Another window keeps a draft of the same document: the one that writes last is found after a crash. */
  isEditedElsewhere: boolean;
  change: (edit: (before: T) => T) => void;
  /** A save was acknowledged; what was typed meanwhile stays a draft on top of it. */
  savedAs: (sent: T, saved: Saved<T>) => void;
  /** Takes the saved document as the one that the draft stands on. */
  rebase: (saved: Saved<T>) => void;
  /** Throws the draft away for the saved document. */
  adopt: (saved: Saved<T>) => void;
  forgetRestored: () => void;
}

interface State<T> {
  document: T;
  base: T | null;
  baseRevision: number;
  restored: string | undefined;
}

const REST_MS = 300;

/** A document under edit. `saved` null: it was never saved, and starts as `empty` says. `kind` must stay the same. */
export function useDocumentDraft<T>(kind: DraftKind<T>, name: string, saved: Saved<T> | null, empty: () => T): DocumentDraft<T> {
  const [state, setState] = useState<State<T>>(() => opened(kind, name, saved, empty));
  const { document: draft, base, baseRevision, restored } = state;
  const text = useMemo(() => stableStringify(draft), [draft]);
  const baseText = useMemo(() => (base === null ? null : stableStringify(base)), [base]);
  const dirty = text !== baseText;
  const keepError = useKeeping(kind, name, state, dirty);
  const isEditedElsewhere = useElsewhere(kind, name);

  const change = useCallback((edit: (before: T) => T) => setState((before) => ({ ...before, document: edit(before.document) })), []);
  const savedAs = useCallback(
    (sent: T, { document, revision }: Saved<T>) =>
      setState((before) => ({ document: before.document === sent ? document : before.document, base: document, baseRevision: revision, restored: undefined })),
    [],
  );
  const rebase = useCallback(({ document, revision }: Saved<T>) => setState((before) => ({ ...before, base: document, baseRevision: revision })), []);
  const adopt = useCallback(({ document, revision }: Saved<T>) => setState({ document, base: document, baseRevision: revision, restored: undefined }), []);
  // What somebody else saved is shown at once, unless there is something to lose.
  if (saved && saved.revision > baseRevision && !dirty) adopt(saved);
  const forgetRestored = useCallback(() => setState((before) => ({ ...before, restored: undefined })), []);
  return { document: draft, baseRevision, dirty, restored: dirty ? restored : undefined, keepError, isEditedElsewhere, change, savedAs, rebase, adopt, forgetRestored };
}

function opened<T>(kind: DraftKind<T>, name: string, saved: Saved<T> | null, empty: () => T): State<T> {
  const kept = readDraft(kind, name);
  const isDraft = kept !== undefined && stableStringify(kept.document) !== (saved && stableStringify(saved.document));
  return {
    document: isDraft ? kept.document : (saved?.document ?? empty()),
    base: saved?.document ?? null,
    baseRevision: saved === null ? 0 : isDraft ? kept.baseRevision : saved.revision,
    // A draft that was never saved is what the user expects to find: nothing to tell.
    restored: isDraft && saved ? kept.updated : undefined,
  };
}

/** Keeps the draft after a short rest, and at once when the window or the place is left. */
function useKeeping<T>(kind: DraftKind<T>, name: string, { document: draft, base, baseRevision }: State<T>, dirty: boolean): string | undefined {
  const [error, setError] = useState<string>();
  const waiting = useRef<() => string | undefined>(undefined);
  const seen = useRef({ draft, base });

  const flush = useCallback(() => {
    const keep = waiting.current;
    waiting.current = undefined;
    if (keep) setError(keep());
  }, []);

  useEffect(() => {
    if (seen.current.draft === draft && seen.current.base === base) return undefined;
    seen.current = { draft, base };
    waiting.current = () => {
      if (dirty) return writeDraft(kind, name, draft, baseRevision);
      removeDraft(kind, name);
      return undefined;
    };
    const timer = setTimeout(flush, REST_MS);
    return () => clearTimeout(timer);
  }, [kind, name, draft, base, baseRevision, dirty, flush]);

  useEffect(() => {
    const onHidden = () => document.visibilityState === "hidden" && flush();
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
      document.removeEventListener("visibilitychange", onHidden);
      flush();
    };
  }, [flush]);
  return error;
}

/** Whether another window wrote a draft of the same document since this one opened it. */
function useElsewhere(kind: { kind: string }, name: string): boolean {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    const key = draftKey(kind, name);
    // Told to all windows but the one that wrote.
    const onStorage = (event: StorageEvent) => { if (event.key === key) setElsewhere(event.newValue !== null); };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }, [kind, name]);
  return elsewhere;
}
