import { createSlice } from "@reduxjs/toolkit";
import type { PayloadAction } from "@reduxjs/toolkit";
import type { Content } from "./content.ts";

/** A list that is being edited is kept while the window is open, so that leaving the page loses nothing. */
export interface ListDraft {
  /** Fingerprint of the list that it began with; empty for a first one. After another list it is no longer what was meant. */
  base: string;
  content: Content;
}

export interface ListDraftState {
  draft: ListDraft | null;
}

export const listDraftSlice = createSlice({
  name: "listDraft",
  initialState: (): ListDraftState => ({ draft: null }),
  reducers: {
    draftKept: (state, { payload }: PayloadAction<ListDraft>) => ({ ...state, draft: payload }),
    draftDropped: (state) => ({ ...state, draft: null }),
  },
});

export const { draftKept, draftDropped } = listDraftSlice.actions;

/** The slice joins the store when the page is first visited. */
export interface WithListDraft {
  listDraft?: ListDraftState;
}

export const selectDraft = (state: WithListDraft): ListDraft | null => state.listDraft?.draft ?? null;
