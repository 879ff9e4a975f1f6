import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

import { scanValue, startScan } from "../../main/files/jsonScan.ts";

/** How many texts are handed out together. */
const BATCH = 500;

/** The texts of a cluster file's items as they stand there, in batches: a list of any size, or a line each. */
export async function* itemTexts(file: string): AsyncGenerator<string[]> {
  const lines = file.includes("ndjson");
  const stored = createReadStream(file, { highWaterMark: 4 << 20 });
  let rest: Buffer = Buffer.alloc(0);
  let texts: string[] = [];
  let inItems = lines;
  for await (const bytes of file.endsWith(".gz") ? stored.pipe(createGunzip({ chunkSize: 4 << 20 })) : stored) {
    const slice = Buffer.concat([rest, bytes as Buffer]);
    let at = 0;
    if (!inItems) {
      at = slice.indexOf("[") + 1;
      inItems = true;
    }
    for (let item = nextItem(slice, at); item; item = nextItem(slice, at)) {
      texts.push(slice.toString("utf8", item.start, item.end));
      at = item.end;
      if (texts.length < BATCH) continue;
      yield texts;
      texts = [];
    }
    rest = Buffer.from(slice.subarray(at));
  }
  yield texts;
}

const OPEN_BRACE = 0x7b;

/** The next whole object. What stands between items is white space and commas; behind the last one comes no brace. */
function nextItem(slice: Buffer, from: number): { start: number; end: number } | undefined {
  const start = slice.indexOf(OPEN_BRACE, from);
  if (start < 0 || slice.subarray(from, start).includes("]")) return undefined;
  const end = scanValue(slice, start, startScan(OPEN_BRACE));
  return end < 0 ? undefined : { start, end };
}
