import { useEffect, useMemo, useState } from "react";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { useDeleteObjectDraftMutation, usePutObjectDraftMutation } from "../../../api/api.ts";
import { windowId } from "../../../api/windowId.ts";
import type { DraftKind } from "./draftKind.ts";
import { isAhead, isDirty } from "./draftState.ts";
import type { DraftState } from "./draftState.ts";
import { createKeeper } from "./keeper.ts";
import type { Answer, Keeper } from "./keeper.ts";
import { useFlushOnLeaving } from "../../../ui/useFlushOnLeaving.ts";

const REST_MS = 300;

/** Keeps the draft in the store after a short rest, and at once when the window or the place is left. */
export function useKeeping<T>(kind: DraftKind<T>, name: string, state: DraftState<T>, onKept: (document: T, stamp: string | null) => void): { keeper: Keeper<T>; error: AppError | undefined } {
  const [put] = usePutObjectDraftMutation();
  const [remove] = useDeleteObjectDraftMutation();
  const [error, setError] = useState<AppError>();
  const keeper = useMemo(
    () =>
      createKeeper<T>(
        async ({ document, baseRevision, isDraft }, after): Promise<Answer> => {
          const by = { window: windowId(), after };
          if (isDraft && kind.mayKeep?.(document) !== false) {
            const { data, error: refused } = await put({ work: kind.workOf(document), name, baseRevision, ...by });
            return data ?? { error: refused as AppError };
          }
          const { error: refused } = await remove({ kind: kind.kind, name, writer: by });
          return refused ? { error: refused as AppError } : { stamp: null };
        },
        ({ document }, answer) => {
          setError("error" in answer ? answer.error : undefined);
          if ("stamp" in answer) onKept(document, answer.stamp);
        },
        REST_MS,
      ),
    [kind, name, put, remove, onKept],
  );

  useEffect(() => keeper.knows(state.stamp), [keeper, state.stamp]);
  useEffect(() => {
    if (isAhead(state)) keeper.change({ document: state.history.present, baseRevision: state.baseRevision, isDraft: isDirty(state) });
    else keeper.cancel();
  }, [keeper, state]);
  useFlushOnLeaving(keeper.flush);
  return { keeper, error };
}
