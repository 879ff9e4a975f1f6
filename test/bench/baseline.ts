import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

import { itemTexts } from "./itemTexts.ts";

/**
 * What a scan is compared with: decompressing the files, then `JSON.parse` over the decoded text of each item, one by one,
 * on one thread. Prints the milliseconds that this takes; finding the items is not counted.
 */
let milliseconds = 0;
for (const file of process.argv.slice(2)) {
  if (file.endsWith(".gz")) milliseconds += await decompressing(file);
  for await (const texts of itemTexts(file)) {
    const started = performance.now();
    for (const text of texts) JSON.parse(text);
    milliseconds += performance.now() - started;
  }
}
console.log(milliseconds);

async function decompressing(file: string): Promise<number> {
  const started = performance.now();
  for await (const _ of createReadStream(file).pipe(createGunzip({ chunkSize: 1 << 20 })));
  return performance.now() - started;
}
