import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decompress } from "../../../main/files/decompress.ts";

const MB = 1024 * 1024;

test("a bomb behind harmless data is taken in small steps, however well the harmless data went", async () => {
  const data = gzipSync(Buffer.concat([randomBytes(4 * MB), Buffer.alloc(150 * MB)]), { level: 1 });
  // What one step gave is handed out without a turn of the event loop between.
  let turn = 0;
  let next = setImmediate(function count() {
    turn++;
    next = setImmediate(count);
  });
  const byTurn = new Map<number, number>();
  for await (const bytes of decompress(once(data), "gzip")) byTurn.set(turn, (byTurn.get(turn) ?? 0) + bytes.length);
  clearImmediate(next);
  const given = [...byTurn.values()];
  expect(given.reduce((sum, length) => sum + length)).toBe(154 * MB);
  expect(Math.max(...given)).toBeLessThan(70 * MB);
});

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
