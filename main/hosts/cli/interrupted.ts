import { setImmediate as nextTurn } from "node:timers/promises";
import { fail } from "../../../shared/kernel/result.ts";
import { need } from "./failure.ts";

/** Ends a command that was interrupted. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) need(fail("cancelled", "Interrupted."));
}

/** Between long pieces of work: lets an interrupt be heard, and ends the command if there was one. */
export async function listen(signal: AbortSignal): Promise<void> {
  await nextTurn();
  stopIfInterrupted(signal);
}
