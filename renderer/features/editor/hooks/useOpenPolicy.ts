import { useCallback, useEffect, useState } from "react";
import { useAppDispatch, useAppSelector } from "../../../app/store.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { selectOpen } from "../state/editorSlice.ts";
import type { OpenPolicy } from "../state/editorSlice.ts";
import { openPolicy } from "../state/thunks.ts";

/** Opens a policy with its draft; one that is still open from before is left as the user left it. */
export function useOpenPolicy(name: string): { open: OpenPolicy | undefined; error: AppError | undefined; retry: () => void } {
  const dispatch = useAppDispatch();
  const open = useAppSelector((state) => selectOpen(state, name));
  const [failure, setFailure] = useState<{ name: string; error: AppError }>();
  const load = useCallback(
    () => void dispatch(openPolicy(name)).then((error) => setFailure(error && { name, error })),
    [dispatch, name],
  );
  const isOpen = open !== undefined;
  useEffect(() => {
    if (!isOpen) load();
  }, [isOpen, load]);
  return { open, error: failure?.name === name ? failure.error : undefined, retry: load };
}
