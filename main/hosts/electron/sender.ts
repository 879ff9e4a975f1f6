import { isOwnUrl } from "./scheme.ts";

/** What Electron tells about the sender of a call. `senderFrame` is null when the frame is gone already. */
export interface Sender {
  sender: { id: number };
  senderFrame: { url: string; parent: unknown } | null;
}

/** Whether a call comes from the top frame of one of our windows, showing our page. */
export function isTrustedSender({ sender, senderFrame }: Sender, windows: ReadonlySet<number>): boolean {
  return windows.has(sender.id) && senderFrame !== null && senderFrame.parent === null && isOwnUrl(senderFrame.url);
}
