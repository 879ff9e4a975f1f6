import type { IAction } from "@patternfly/react-table";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import type { KeyDialog } from "./KeyDialogs.tsx";

/** What can be done with a key in its state. */
export function keyActions(key: SigningKeySummary, open: (dialog: KeyDialog) => void): IAction[] {
  const isPrivate = key.kind === "private";
  const item = (title: string, kind: KeyDialog["kind"]): IAction => ({ title, onClick: () => open({ kind, key }) });
  return [
    item("Save public key", "save"),
    ...(isPrivate ? [item("Back up", "backup")] : []),
    ...(isPrivate && key.state === "active" ? [item("Change passphrase", "passphrase")] : []),
    ...(key.state === "revoked" ? [] : [{ isSeparator: true }]),
    ...(key.state === "active" ? [item("Retire", "retire")] : []),
    ...(key.state === "revoked" ? [] : [{ ...item("Revoke", "revoke"), isDanger: true }]),
  ];
}
