import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { createAutosave } from "../state/autosave.ts";
import type { Autosave } from "../state/autosave.ts";
import { isDirty } from "../state/editorSlice.ts";
import type { OpenPolicy } from "../state/editorSlice.ts";

const REST_MS = 300;

/** Keeps the draft in the store while it is edited, so that neither a crash nor leaving loses it. */
export function useAutosave(name: string, open: OpenPolicy): { autosave: Autosave; error: AppError | undefined } {
  const dispatch = useAppDispatch();
  const [error, setError] = useState<AppError>();
  const autosave = useMemo(
    () =>
      createAutosave(async (kept) => {
        const answer = "put" in kept
          ? await dispatch(api.endpoints.putDraft.initiate(kept.put, { track: false }))
          : await dispatch(api.endpoints.deleteDraft.initiate(kept.remove, { track: false }));
        setError(answer.error as AppError | undefined);
      }, REST_MS),
    [dispatch],
  );

  const policy = open.history.present;
  const { baseVersion, base } = open;
  const seen = useRef({ policy, base });
  useEffect(() => {
    if (seen.current.policy === policy && seen.current.base === base) return;
    seen.current = { policy, base };
    autosave.change(isDirty(open) ? { put: { policy, baseVersion } } : { remove: { name } });
  }, [autosave, name, open, policy, base, baseVersion]);

  useEffect(() => {
    const flush = () => autosave.flush();
    const onHidden = () => document.visibilityState === "hidden" && flush();
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    document.addEventListener("visibilitychange", onHidden);
    document.addEventListener("focusout", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
      document.removeEventListener("visibilitychange", onHidden);
      document.removeEventListener("focusout", flush);
      flush();
    };
  }, [autosave]);
  return { autosave, error };
}
