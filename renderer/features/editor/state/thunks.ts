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
  const { draft, policy, policies } = api.endpoints;
  const { data: kept, error } = await dispatch(draft.initiate({ name }, ONCE));
  if (error) return error as AppError;
  // A draft that began without a saved version is all there is, unless somebody saved a policy of this name since.
  const isOnlyDraft = kept?.baseVersion === 0 && !(await dispatch(policies.initiate(undefined, ONCE))).data?.some((saved) => saved.name === name);
  const saved = isOnlyDraft ? undefined : await dispatch(policy.initiate({ name }, ONCE));
  if (saved?.error && !(kept && "code" in saved.error && saved.error.code === "not-found")) return saved.error as AppError;
  dispatch(opened({ name, saved: saved?.data ?? null, draft: kept ?? null }));
  return undefined;
};

/** Read now, not from the cache, and not kept up to date. */
const ONCE = { subscribe: false, forceRefetch: true } as const;
