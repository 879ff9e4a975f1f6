import type { ObjectDraft } from "../../../../shared/ipc/objects.ts";
import { stableStringify } from "../../../../shared/kernel/stable.ts";
import { newHistory, pushed } from "../../../app/history.ts";
import type { History } from "../../../app/history.ts";
import { changedField } from "./changedField.ts";
import type { DraftKind, Saved } from "./draftKind.ts";

/** A document under edit. */
export interface DraftState<T> {
  history: History<T>;
  /** The saved document that it is compared with; null for one that was never saved. */
  base: T | null;
  /** 0: never saved. */
  baseRevision: number;
  /** When the draft was written, if unsaved changes were found on opening. */
  restored: string | undefined;
  /** The stamp of the draft in the store that this window knows; null: it knows of none. */
  stamp: string | null;
  /** What the store holds, as far as this window knows: work beyond that is in this window only. Null: to be written anew. */
  kept: T | null;
}

/** What the store holds. A draft equal to the saved document is none. */
export function openedDraft<T>(kind: DraftKind<T>, saved: Saved<T> | null, draft: ObjectDraft | null, empty: () => T): DraftState<T> {
  const found = draft ? kind.documentOf(draft) : undefined;
  const isDraft = draft !== null && found !== undefined && !(saved && isSame(found, saved.document));
  const document = isDraft ? found : (saved?.document ?? empty());
  return {
    history: newHistory(document),
    base: saved?.document ?? null,
    baseRevision: saved === null ? 0 : isDraft ? draft.baseRevision : saved.revision,
    // A draft that was never saved is what the user expects to find: nothing to tell.
    restored: isDraft && saved ? draft.updated : undefined,
    stamp: draft?.stamp ?? null,
    // A draft that says nothing new is to be taken away.
    kept: draft !== null && !isDraft ? null : document,
  };
}

/** A change at the time `at` (milliseconds); typing in one field joins the step before. */
export function changed<T>(state: DraftState<T>, document: T, at: number): DraftState<T> {
  const { present, past } = state.history;
  if (document === present) return state;
  const field = changedField(present, document) ?? `step ${past.length + 1}`;
  return { ...state, history: pushed(state.history, document, field, at) };
}

/** A save of `sent` was acknowledged: what was typed meanwhile stays a draft on top of it. */
export function savedAs<T>(state: DraftState<T>, sent: T, { document, revision }: Saved<T>): DraftState<T> {
  const { present } = state.history;
  return { ...state, history: { ...state.history, present: present === sent ? document : present }, base: document, baseRevision: revision, restored: undefined, kept: null };
}

/**
 * The store answered a write of `document`; `stamp` null: it holds no draft now. When the document was saved while the
 * draft was being written, that draft says nothing new and is to be taken away.
 */
export function keptAs<T>(state: DraftState<T>, document: T, stamp: string | null): DraftState<T> {
  return { ...state, stamp, kept: stamp !== null && !isDirty(state) ? null : document };
}

export function isDirty<T>({ history, base }: DraftState<T>): boolean {
  return base === null || (history.present !== base && !isSame(history.present, base));
}

/** Whether this window holds work that the store does not. */
export function isAhead<T>({ history, kept }: DraftState<T>): boolean {
  return kept === null || (history.present !== kept && !isSame(history.present, kept));
}

function isSame(a: unknown, b: unknown): boolean {
  return stableStringify(a) === stableStringify(b);
}
