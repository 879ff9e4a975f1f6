import { useCallback } from "react";
import { useDeleteDraftMutation } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { Autosave } from "../state/autosave.ts";
import { openPolicy } from "../state/thunks.ts";

/** Throws the draft away and reads the saved version again. */
export function useDiscard(name: string, autosave: Autosave): () => Promise<void> {
  const dispatch = useAppDispatch();
  const [deleteDraft] = useDeleteDraftMutation();
  return useCallback(async () => {
    autosave.cancel();
    const answer = await deleteDraft({ name });
    if (!answer.error) await dispatch(openPolicy(name));
  }, [autosave, deleteDraft, dispatch, name]);
}
