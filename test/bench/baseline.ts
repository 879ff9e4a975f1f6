import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

import { itemTexts } from "./itemTexts.ts";

/**
 * What a scan is compared with: decompressing the files, then `JSON.parse` over the decoded text of each item, one by one,
 * on one thread. Prints the milliseconds that this takes by the clock and by the processor; finding the items is not counted.
 */
const total = { wall: 0, cpu: 0 };
for (const file of process.argv.slice(2)) {
  if (file.endsWith(".gz")) await timed(() => decompressing(file));
  for await (const texts of itemTexts(file)) {
    await timed(() => {
      for (const text of texts) JSON.parse(text);
    });
  }
}
console.log(JSON.stringify(total));

async function timed(run: () => void | Promise<void>): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  total.wall += performance.now() - started;
  total.cpu += (user + system) / 1000;
}

async function decompressing(file: string): Promise<void> {
  for await (const _ of createReadStream(file).pipe(createGunzip({ chunkSize: 1 << 20 })));
}
