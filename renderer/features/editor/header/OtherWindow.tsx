import { Alert, AlertActionLink } from "@patternfly/react-core";
import { dateTime } from "../../../ui/format.ts";
import type { OtherWindows } from "../hooks/useOtherWindows.ts";

/** Says that another window edits this policy, or has changed its draft meanwhile. */
export function OtherWindow({ others: { holder, other, takeOver, load, keepMine } }: { others: OtherWindows }) {
  if (other) {
    return (
      <Alert
        component="p"
        variant="warning"
        isInline
        title={`${other.author} changed this draft in another window at ${dateTime(other.updated)}`}
        actionLinks={
          <>
            <AlertActionLink onClick={load}>Show that draft, give up mine</AlertActionLink>
            <AlertActionLink onClick={keepMine}>Keep mine in its place</AlertActionLink>
          </>
        }
      >
        What you have changed here since is in this window only.
      </Alert>
    );
  }
  if (!holder) return null;
  return (
    <Alert
      component="p"
      variant="info"
      isInline
      title={`${holder.author} edits this policy in another window since ${dateTime(holder.since)}`}
      actionLinks={<AlertActionLink onClick={takeOver}>Edit here instead</AlertActionLink>}
    >
      Here it can be read, and follows what that window keeps. Editing here makes the other window read only; nothing is lost.
    </Alert>
  );
}
