import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { promptHidden } from "../../../main/hosts/cli/prompt.ts";

function typing(...pieces: (string | Buffer)[]) {
  const shown: string[] = [];
  const modes: boolean[] = [];
  const keyboard = Object.assign(new EventEmitter(), { setRawMode: (isRaw: boolean) => modes.push(isRaw), resume: () => undefined, pause: () => undefined });
  const asked = promptHidden(keyboard, { write: (text: string) => shown.push(text) }, "Passphrase: ").then((typed) => typed.toString());
  for (const piece of pieces) keyboard.emit("data", Buffer.from(piece));
  return { asked, shown, modes, keyboard };
}

describe("a hidden prompt", () => {
  test.each([
    [["secret\r"], "secret"],
    [["se", "cr", "et", "\n"], "secret"],
    [["seg\u007fcret\r"], "secret"],
    [["x\u007f\u007fsecret\r"], "secret"],
    [["paßé\u007f\u007fs\r"], "pas"],
    [["a\u001b\u0001\tb\r"], "ab"],
    [["one\rtwo\r"], "one"],
    [["\r"], ""],
  ])("%j is %j", async (pieces, expected) => {
    const { asked, shown, modes, keyboard } = typing(...pieces);
    expect(await asked).toBe(expected);
    expect([shown, modes]).toEqual([["Passphrase: ", "\n"], [true, false]]);
    expect(keyboard.listenerCount("data") + keyboard.listenerCount("end")).toBe(0);
  });

  test("takes characters that arrive in halves", async () => {
    const bytes = Buffer.from("é\r");
    expect(await typing(bytes.subarray(0, 1), bytes.subarray(1)).asked).toBe("é");
  });

  test.each(["\u0003", "abc\u0003", "\u0004"])("%j cancels, and leaves the terminal as it was", async (piece) => {
    const { asked, modes } = typing(piece);
    await expect(asked).rejects.toMatchObject({ error: { code: "cancelled" } });
    expect(modes).toEqual([true, false]);
  });

  test("ends with the terminal", async () => {
    const { asked, keyboard } = typing("abc");
    keyboard.emit("end");
    await expect(asked).rejects.toMatchObject({ error: { code: "cancelled" } });
  });
});
