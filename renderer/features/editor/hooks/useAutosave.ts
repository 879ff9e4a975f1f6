import { useEffect, useMemo, useState } from "react";
import { useAppDispatch } from "../../../app/store.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { createAutosave } from "../state/autosave.ts";
import type { Autosave } from "../state/autosave.ts";
import { isAhead, isDirty } from "../state/editorSlice.ts";
import type { OpenPolicy } from "../state/editorSlice.ts";
import { keepDraft } from "../state/thunks.ts";
import { useFlushOnLeaving } from "../../../ui/useFlushOnLeaving.ts";

const REST_MS = 300;

/** Keeps the draft in the store while it is edited, so that neither a crash nor leaving loses it. */
export function useAutosave(name: string, open: OpenPolicy): { autosave: Autosave; error: AppError | undefined } {
  const dispatch = useAppDispatch();
  const [error, setError] = useState<AppError>();
  const autosave = useMemo(
    () =>
      createAutosave(async (kept) => {
        setError(await dispatch(keepDraft(name, kept)));
      }, REST_MS),
    [dispatch, name],
  );

  useEffect(() => {
    if (!isAhead(open)) autosave.cancel();
    else autosave.change(isDirty(open) ? { put: { policy: open.history.present, baseVersion: open.baseVersion } } : "none");
  }, [autosave, open]);

  useFlushOnLeaving(autosave.flush);
  return { autosave, error };
}
