import { Alert, AlertActionCloseButton, AlertActionLink, Button } from "@patternfly/react-core";
import { dateTime } from "../../../ui/format.ts";
import "../documents.css";
import type { Saved } from "./draftKind.ts";
import type { DocumentDraft } from "./useDocumentDraft.ts";

interface Props<T> {
  /** What it is: *ruleset*. */
  noun: string;
  draft: DocumentDraft<T>;
  /** The newest saved one, with who saved it when. */
  newest: (Saved<T> & { author: string; updated: string }) | null;
  /** Whether it was deleted meanwhile. */
  isGone: boolean;
  saving: boolean;
}

/** Quiet notes about a draft: that it was brought back, could not be kept, or that something newer was saved meanwhile. */
export function DraftNotes<T>({ noun, draft, newest, isGone, saving }: Props<T>) {
  const isNewer = !saving && newest !== null && newest.revision > draft.baseRevision && draft.dirty;
  return (
    <>
      {draft.restored && newest && (
        <Alert
          component="p"
          variant="info"
          isInline
          isPlain
          title={<>Unsaved changes from {dateTime(draft.restored)} restored · <Button variant="link" isInline onClick={() => draft.adopt(newest)}>Discard</Button></>}
          actionClose={<AlertActionCloseButton onClose={draft.forgetRestored} />}
        />
      )}
      {draft.keepError && (
        <Alert component="p" variant="warning" isInline title={`The draft could not be kept: ${draft.keepError.message}`}>It stays in this window; save it, or keep the window open.</Alert>
      )}
      {draft.other && !draft.other.isLost && (
        <Alert component="p" variant="warning" isInline title={`This ${noun} is being edited in another window too`}>
          What is kept there by {draft.other.author}, last at {dateTime(draft.other.updated)}, is shown here.
        </Alert>
      )}
      {draft.other?.isLost && (
        <Alert
          component="p"
          variant="warning"
          isInline
          title={`This ${noun} was edited in another window by ${draft.other.author} at ${dateTime(draft.other.updated)}, while you were editing here`}
          actionLinks={
            <>
              <AlertActionLink onClick={draft.loadOther}>Show that draft, discard mine</AlertActionLink>
              <AlertActionLink onClick={draft.keepMine}>Keep mine</AlertActionLink>
            </>
          }
        >
          Only one of the two drafts can be kept. Yours is in this window only.
        </Alert>
      )}
      {isNewer && (
        <Alert
          component="p"
          variant="warning"
          isInline
          title={`${newest.author} saved this ${noun} at ${dateTime(newest.updated)}, while you were editing`}
          actionLinks={
            <>
              <AlertActionLink onClick={() => draft.adopt(newest)}>Reload theirs, discard mine</AlertActionLink>
              <AlertActionLink onClick={() => draft.rebase(newest)}>Keep mine on top of it</AlertActionLink>
            </>
          }
        />
      )}
      {isGone && <Alert component="p" variant="warning" isInline title={`This ${noun} was deleted meanwhile. Your draft is kept.`} />}
    </>
  );
}
