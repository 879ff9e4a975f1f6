import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { api } from "../../../api/api.ts";
import { readNow } from "../../../api/readNow.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { windowId } from "../../../api/windowId.ts";
import type { Edit } from "../logic/edits.ts";
import type { Kept } from "./autosave.ts";
import { draftKept, edited, opened, selectOpen } from "./editorSlice.ts";
import type { WithEditor } from "./editorSlice.ts";

type Dispatch = ThunkDispatch<WithEditor, unknown, UnknownAction>;

/** Changes the policy as it is at this moment, not as it was when a component was drawn. `field` names the step. */
export const editPolicy = (name: string, field: string, edit: Edit) => (dispatch: Dispatch, getState: () => WithEditor) => {
  const open = selectOpen(getState(), name);
  if (!open) return;
  const policy = edit(open.history.present);
  if (policy !== open.history.present) dispatch(edited({ name, policy, field }));
};

/**
 * Keeps a draft in the store, or takes it away when nothing differs from the saved version. `over` is the stamp of another
 * window's draft that the user gives up. Resolves to the refusal, if there was one.
 */
export const keepDraft = (name: string, kept: Kept, over?: string) => async (dispatch: Dispatch, getState: () => WithEditor): Promise<AppError | undefined> => {
  const open = selectOpen(getState(), name);
  if (!open) return undefined;
  const { putDraft, deleteDraft } = api.endpoints;
  const writer = { window: windowId(), after: over ?? open.stamp };
  if (kept === "none") {
    const policy = open.history.present;
    const { error } = await dispatch(deleteDraft.initiate({ name, writer }, { track: false }));
    if (!error) dispatch(draftKept({ name, policy, stamp: null }));
    return error as AppError | undefined;
  }
  const { data, error } = await dispatch(putDraft.initiate({ ...kept.put, ...writer }, { track: false }));
  if (data) dispatch(draftKept({ name, policy: kept.put.policy, stamp: data.stamp }));
  return error as AppError | undefined;
};

/** Reads a policy and its draft from the store into the editor. Resolves to the refusal, if there was one. */
export const openPolicy = (name: string) => async (dispatch: Dispatch): Promise<AppError | undefined> => {
  const draft = await readNow("drafts.get", { name });
  if (!draft.ok) return draft.error;
  const kept = draft.value;
  // A draft that began without a saved version is all there is, unless somebody saved a policy of this name since.
  const isOnlyDraft = kept?.baseVersion === 0 && !(await isSaved(name));
  const saved = isOnlyDraft ? undefined : await readNow("policies.get", { name });
  if (saved && !saved.ok && !(kept && saved.error.code === "not-found")) return saved.error;
  dispatch(opened({ name, saved: saved?.ok ? saved.value : null, draft: kept }));
  return undefined;
};

async function isSaved(name: string): Promise<boolean> {
  const policies = await readNow("policies.list", undefined);
  return policies.ok && policies.value.some((saved) => saved.name === name);
}
