import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { api } from "../../../api/api.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import type { Edit } from "../logic/edits.ts";
import { edited, opened, selectOpen } from "./editorSlice.ts";
import type { WithEditor } from "./editorSlice.ts";

type Dispatch = ThunkDispatch<WithEditor, unknown, UnknownAction>;

/** Changes the policy as it is at this moment, not as it was when a component was drawn. `field` names the step. */
export const editPolicy = (name: string, field: string, edit: Edit) => (dispatch: Dispatch, getState: () => WithEditor) => {
  const open = selectOpen(getState(), name);
  if (!open) return;
  const policy = edit(open.history.present);
  if (policy !== open.history.present) dispatch(edited({ name, policy, field }));
};

/** Reads a policy and its draft from the store into the editor. Resolves to the refusal, if there was one. */
export const openPolicy = (name: string) => async (dispatch: Dispatch): Promise<AppError | undefined> => {
  const once = { subscribe: false, forceRefetch: true } as const;
  const [saved, draft] = await Promise.all([
    dispatch(api.endpoints.policy.initiate({ name }, once)),
    dispatch(api.endpoints.draft.initiate({ name }, once)),
  ]);
  const notFound = saved.error !== undefined && "code" in saved.error && saved.error.code === "not-found";
  if (!saved.data && !(notFound && draft.data)) return (saved.error ?? draft.error) as AppError;
  dispatch(opened({ name, saved: saved.data ?? null, draft: draft.data ?? null }));
  return undefined;
};
