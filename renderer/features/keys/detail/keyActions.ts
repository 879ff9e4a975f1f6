import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import type { KeyDialog } from "./KeyDialogs.tsx";

export interface KeyAction {
  title: string;
  onClick: () => void;
  isDanger?: boolean;
}

/** What can be done with a key in its state. */
export function keyActions(key: SigningKeySummary, open: (dialog: KeyDialog) => void): KeyAction[] {
  const isPrivate = key.kind === "private";
  const action = (title: string, kind: KeyDialog["kind"]): KeyAction => ({ title, onClick: () => open({ kind, key }) });
  return [
    action("Save public key", "save"),
    ...(isPrivate ? [action("Back up", "backup")] : []),
    ...(isPrivate && key.state === "active" ? [action("Change passphrase", "passphrase")] : []),
    ...(key.state === "active" ? [action("Retire", "retire")] : []),
    ...(key.state === "revoked" ? [] : [{ ...action("Revoke", "revoke"), isDanger: true }]),
  ];
}
