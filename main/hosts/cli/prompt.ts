import type { EventEmitter } from "node:events";
import { AppFailure } from "../../../shared/kernel/result.ts";

/** The keyboard, as far as a prompt needs it. */
export interface Keyboard extends Pick<EventEmitter, "on" | "off"> {
  setRawMode(isRaw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
}

const ENTER = new Set([0x0a, 0x0d]);
const BACKSPACE = new Set([0x08, 0x7f]);
/** Ctrl-C and Ctrl-D. */
const CANCEL = new Set([0x03, 0x04]);
const FIRST_PRINTABLE = 0x20;

/** Asks for a line that is not shown while it is typed. The caller overwrites the bytes once they are used. */
export async function promptHidden(keyboard: Keyboard, screen: { write(text: string): unknown }, question: string): Promise<Buffer> {
  screen.write(question);
  keyboard.setRawMode(true);
  keyboard.resume();
  const typed: number[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = (): void => reject(new AppFailure({ code: "cancelled", message: "No passphrase was given." }));
  const take = (piece: Buffer): void => {
    for (const byte of piece) {
      if (CANCEL.has(byte)) return cancel();
      if (ENTER.has(byte)) return resolve();
      if (BACKSPACE.has(byte)) removeCharacter(typed);
      else if (byte >= FIRST_PRINTABLE) typed.push(byte);
    }
  };
  keyboard.on("data", take);
  keyboard.on("end", cancel);
  try {
    await promise;
    return Buffer.from(typed);
  } finally {
    typed.fill(0);
    keyboard.off("data", take);
    keyboard.off("end", cancel);
    keyboard.setRawMode(false);
    keyboard.pause();
    screen.write("\n");
  }
}

/** The last character of UTF-8: its continuation bytes, then its first. */
function removeCharacter(typed: number[]): void {
  while (((typed.pop() ?? 0) & 0xc0) === 0x80);
}
