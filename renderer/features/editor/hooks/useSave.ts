import { useCallback, useState } from "react";
import { useCreatePolicyMutation, useSavePolicyMutation } from "../../../api/api.ts";
import { windowId } from "../../../api/windowId.ts";
import { noticed } from "../../../app/notices.ts";
import { dateTime } from "../../../ui/format.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import type { Autosave } from "../state/autosave.ts";
import { isDirty, savedAs } from "../state/editorSlice.ts";
import type { OpenPolicy } from "../state/editorSlice.ts";

export interface Saving {
  saving: boolean;
  /** The refusal of the last try. */
  error: AppError | undefined;
  /** `onTopOf`: the version that it follows, if not the one it was begun on. */
  save: (note?: string, onTopOf?: number) => Promise<void>;
  forgetError: () => void;
}

/** Saves the draft as the next version. A refused save changes nothing: the draft stays as it is. */
export function useSave(name: string, open: OpenPolicy, isValid: boolean, autosave: Autosave): Saving {
  const dispatch = useAppDispatch();
  const [create, creating] = useCreatePolicyMutation();
  const [update, updating] = useSavePolicyMutation();
  const [error, setError] = useState<AppError>();
  const saving = creating.isLoading || updating.isLoading;

  const save = useCallback(
    async (note?: string, onTopOf = open.baseVersion) => {
      if (saving || !isValid || !isDirty(open)) return;
      setError(undefined);
      autosave.cancel();
      const policy = open.history.present;
      const extra = { writer: { window: windowId(), after: open.stamp }, ...(note ? { note } : {}) };
      const answer = onTopOf === 0 ? await create({ policy, ...extra }) : await update({ policy, baseVersion: onTopOf, ...extra });
      if (answer.data) {
        dispatch(savedAs({ name, saved: answer.data }));
        const { version, otherDraft } = answer.data;
        if (otherDraft) dispatch(noticed({ variant: "info", title: `Saved as v${version}. The draft of ${otherDraft.author || "somebody"} from ${dateTime(otherDraft.updated)}, of another window, is kept beside it: it is open now, and both can still be saved.` }));
      } else {
        setError(answer.error as AppError);
        // What was typed since the last keeping must not depend on a save that was refused.
        autosave.change({ put: { policy, baseVersion: open.baseVersion } });
      }
    },
    [saving, isValid, open, autosave, create, update, dispatch, name],
  );
  return { saving, error, save, forgetError: () => setError(undefined) };
}
