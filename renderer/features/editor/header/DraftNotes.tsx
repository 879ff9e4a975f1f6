import { Alert, AlertActionCloseButton, AlertActionLink, Button } from "@patternfly/react-core";
import { usePolicyQuery } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { dateTime } from "../../../ui/format.ts";
import { useEffect } from "react";
import { useEditor, useOpen, usePolicyState } from "../EditorContext.ts";
import type { Autosave } from "../state/autosave.ts";
import { closed, opened, rebased, restoredNoticeClosed } from "../state/editorSlice.ts";
import { useDiscard } from "../hooks/useDiscard.ts";

/** Quiet notes about the draft: that it was brought back, or that the policy was saved elsewhere meanwhile. */
export function DraftNotes({ saving, autosave }: { saving: boolean; autosave: Autosave }) {
  const { name, readOnly } = useEditor();
  const { dirty } = usePolicyState();
  const open = useOpen();
  const dispatch = useAppDispatch();
  const discard = useDiscard(name, autosave);
  const { data: newest, error } = usePolicyQuery({ name }, { skip: open.baseVersion === 0 });
  const isNewer = !saving && newest !== undefined && newest.version > open.baseVersion && open.baseVersion > 0;
  const isGone = open.baseVersion > 0 && error !== undefined && "code" in error && error.code === "not-found";

  useEffect(() => {
    if (isNewer && !dirty) dispatch(opened({ name, saved: newest, draft: null }));
  }, [isNewer, dirty, dispatch, name, newest]);
  useEffect(() => {
    if (isGone && !dirty) dispatch(closed({ name }));
  }, [isGone, dirty, dispatch, name]);

  // The draft is another window's: nothing of it is to be decided here.
  if (readOnly) return null;
  return (
    <>
      {open.restored && dirty && (
        <Alert
          component="p"
          variant="info"
          isInline
          isPlain
          className="ed-restored"
          title={<>Unsaved changes from {dateTime(open.restored)} restored · <Button variant="link" isInline onClick={() => void discard()}>Discard</Button></>}
          actionClose={<AlertActionCloseButton onClose={() => dispatch(restoredNoticeClosed({ name }))} />}
        />
      )}
      {isNewer && dirty && (
        <Alert
          component="p"
          variant="warning"
          isInline
          title={`${newest.author} saved v${newest.version} at ${dateTime(newest.saved)}, while you were editing v${open.baseVersion}`}
          actionLinks={
            <>
              <AlertActionLink onClick={() => void discard()}>Reload theirs, discard mine</AlertActionLink>
              <AlertActionLink onClick={() => dispatch(rebased({ name, saved: newest }))}>Keep mine, on top of v{newest.version}</AlertActionLink>
            </>
          }
        />
      )}
      {isGone && dirty && <Alert component="p" variant="warning" isInline title="This policy was deleted meanwhile. Your draft is kept; export or copy what you need of it." />}
    </>
  );
}
