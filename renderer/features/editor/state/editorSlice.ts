import { createSlice } from "@reduxjs/toolkit";
import type { PayloadAction } from "@reduxjs/toolkit";
import type { Draft, SavedPolicy } from "../../../../shared/ipc/types.ts";
import type { Phase, Policy } from "../../../../shared/model/policy.ts";
import { isSame } from "../logic/align.ts";
import { newHistory, pushed, redone, undone } from "../../../app/history.ts";
import type { History } from "../../../app/history.ts";

/** A policy under edit. It stays here while the user visits other places. */
export interface OpenPolicy {
  history: History<Policy>;
  /** The saved version that the draft is compared with; null for one that was never saved. */
  base: Policy | null;
  /** 0: never saved. */
  baseVersion: number;
  saved: { at: string; by: string } | null;
  /** The stamp of the draft in the store that this window knows; null: it knows of none. */
  stamp: string | null;
  /** What the store holds of it, as far as this window knows: work beyond that is in this window only. */
  kept: Policy;
  /** When the draft was last written, if unsaved changes were found on opening. */
  restored: string | null;
}

export interface EditorState {
  open: Record<string, OpenPolicy>;
  /** The cluster data that the user chose for *Impact now*, by policy. */
  dataOf: Record<string, string>;
  phase: Phase;
}

const initialState: EditorState = { open: {}, dataOf: {}, phase: "deployment" };

type Named<T = object> = PayloadAction<{ name: string } & T>;

/** A policy may be called `__proto__` or `constructor`: its key is one that no object has by nature. */
const keyOf = (name: string): string => `policy ${name}`;

/** What the user has not saved, and what the editor remembers. */
export const editorSlice = createSlice({
  name: "editor",
  initialState,
  reducers: {
    /** What the store holds of a policy has been read. A draft equal to the saved version is none. */
    opened(state, { payload: { name, saved, draft } }: Named<{ saved: SavedPolicy | null; draft: Draft | null }>) {
      const policy = draft?.policy ?? saved?.policy;
      if (!policy) return;
      const isDraft = draft !== null && !isSame(draft.policy, saved?.policy);
      state.open[keyOf(name)] = {
        history: newHistory(policy),
        base: saved?.policy ?? null,
        baseVersion: saved === null ? 0 : isDraft ? draft.baseVersion : saved.version,
        saved: saved && { at: saved.saved, by: saved.author },
        stamp: draft?.stamp ?? null,
        kept: policy,
        // A draft that was never saved is what the user expects to find: nothing to tell.
        restored: isDraft && saved ? draft.updated : null,
      };
    },
    edited: {
      reducer(state, { payload: { name, policy, field, at } }: Named<{ policy: Policy; field: string; at: number }>) {
        const open = state.open[keyOf(name)];
        if (open) open.history = pushed<Policy>(open.history, policy, field, at);
      },
      prepare: (change: { name: string; policy: Policy; field: string }) => ({ payload: { ...change, at: Date.now() } }),
    },
    undid(state, { payload: { name } }: Named) {
      const open = state.open[keyOf(name)];
      if (open) open.history = undone(open.history);
    },
    redid(state, { payload: { name } }: Named) {
      const open = state.open[keyOf(name)];
      if (open) open.history = redone(open.history);
    },
    /** The store has this draft now; without a stamp: it has none. */
    draftKept(state, { payload: { name, policy, stamp } }: Named<{ policy: Policy; stamp: string | null }>) {
      const open = state.open[keyOf(name)];
      if (open) Object.assign(open, { kept: policy, stamp });
    },
    /** A save was acknowledged. What was typed meanwhile stays a draft on top of it. */
    savedAs(state, { payload: { name, saved } }: Named<{ saved: SavedPolicy }>) {
      const open = state.open[keyOf(name)];
      if (!open) return;
      open.base = saved.policy;
      open.baseVersion = saved.version;
      open.saved = { at: saved.saved, by: saved.author };
      open.restored = null;
      open.stamp = null;
      open.kept = saved.policy;
    },
    /** The draft goes on top of a version that somebody else saved meanwhile. */
    rebased(state, { payload: { name, saved } }: Named<{ saved: SavedPolicy }>) {
      const open = state.open[keyOf(name)];
      if (!open) return;
      open.base = saved.policy;
      open.baseVersion = saved.version;
      open.saved = { at: saved.saved, by: saved.author };
      // The draft in the store still names the version before: it is to be kept anew.
      open.kept = saved.policy;
    },
    restoredNoticeClosed(state, { payload: { name } }: Named) {
      const open = state.open[keyOf(name)];
      if (open) open.restored = null;
    },
    closed(state, { payload: { name } }: Named) {
      delete state.open[keyOf(name)];
    },
    dataChosen(state, { payload: { name, snapshotId } }: Named<{ snapshotId: string }>) {
      state.dataOf[keyOf(name)] = snapshotId;
    },
    phaseChosen(state, { payload }: PayloadAction<Phase>) {
      state.phase = payload;
    },
  },
});

export const { opened, edited, undid, redid, draftKept, savedAs, rebased, restoredNoticeClosed, closed, dataChosen, phaseChosen } = editorSlice.actions;

/** The slice joins the store when the editor is first visited. */
export interface WithEditor {
  editor?: EditorState;
}

/** The editor's state; what it starts with until then. */
export const selectEditor = (state: WithEditor): EditorState => state.editor ?? initialState;

/** The policy as it is under edit; undefined until it was opened. */
export const selectOpen = (state: WithEditor, name: string): OpenPolicy | undefined => selectEditor(state).open[keyOf(name)];

/** The cluster data chosen for a policy. */
export const selectChosenData = (state: WithEditor, name: string): string | undefined => selectEditor(state).dataOf[keyOf(name)];

/** Whether there is work that only this window has. */
export function isAhead({ kept, history }: OpenPolicy): boolean {
  return !isSame(kept, history.present);
}

/** Whether the draft differs from the saved version. */
export function isDirty({ base, history }: OpenPolicy): boolean {
  return base === null || !isSame(base, history.present);
}
