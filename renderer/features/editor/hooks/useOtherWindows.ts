import { useCallback, useEffect } from "react";
import { useDraftHoldQuery, useReleaseDraftMutation, useTakeOverDraftMutation } from "../../../api/api.ts";
import { windowId } from "../../../api/windowId.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { DraftHolder, DraftMark } from "../../../../shared/ipc/types.ts";
import { isAhead, isDirty } from "../state/editorSlice.ts";
import type { OpenPolicy } from "../state/editorSlice.ts";
import { keepDraft, openPolicy } from "../state/thunks.ts";

/** How often a window says that it still edits. Milliseconds. */
const RENEW_MS = 15_000;

export interface OtherWindows {
  /** Another window edits this policy: here it can be read. */
  holder: DraftHolder | null;
  /** A draft of another window, while this one has work of its own that is not kept. */
  other: DraftMark | undefined;
  /** Edits here; the other window reads from now on. */
  takeOver: () => void;
  /** Shows the other window's draft; what this one has beyond it is given up. */
  load: () => void;
  /** Keeps this window's work in the place of the other's draft. */
  keepMine: () => void;
}

/** Lets one window at a time edit a policy, and shows in the others what that one keeps. */
export function useOtherWindows(name: string, open: OpenPolicy): OtherWindows {
  const dispatch = useAppDispatch();
  const me = windowId();
  const { data: hold } = useDraftHoldQuery({ name, window: me }, { pollingInterval: RENEW_MS, refetchOnMountOrArgChange: true });
  const [take] = useTakeOverDraftMutation();
  const [release] = useReleaseDraftMutation();
  const holder = hold?.holder ?? null;
  const draft = hold?.draft;

  useEffect(() => {
    const letGo = () => void release({ name, window: me });
    window.addEventListener("pagehide", letGo);
    return () => {
      window.removeEventListener("pagehide", letGo);
      letGo();
    };
  }, [release, name, me]);

  // Another window's draft that this one does not show; or, while that window edits, that its draft is gone.
  const isElsewhere = draft ? draft.window !== me && draft.stamp !== open.stamp : draft === null && holder !== null && isDirty(open);
  const isAtStake = isElsewhere && isAhead(open);
  const toShow = isElsewhere && !isAtStake ? (draft?.stamp ?? "none") : undefined;
  const load = useCallback(() => void dispatch(openPolicy(name)), [dispatch, name]);
  useEffect(() => {
    if (toShow !== undefined) load();
  }, [toShow, load]);

  const takeOver = useCallback(() => void take({ name, window: me, takeOver: true }), [take, name, me]);
  const keepMine = () => {
    takeOver();
    void dispatch(keepDraft(name, { put: { policy: open.history.present, baseVersion: open.baseVersion } }, draft?.stamp));
  };
  return { holder, other: isAtStake && draft ? draft : undefined, takeOver, load, keepMine };
}
