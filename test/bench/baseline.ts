import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * What a scan is compared with: decompressing the files at one go, then `JSON.parse` over the text of each item, one by
 * one, on one thread. Prints the milliseconds that this takes.
 */
let milliseconds = 0;

function timed<T>(run: () => T): T {
  const started = performance.now();
  const result = run();
  milliseconds += performance.now() - started;
  return result;
}

/** The texts of the items as they stand in the file. */
function itemTexts(text: string, file: string): string[] {
  if (file.includes("ndjson")) return text.split("\n").filter((line) => line !== "");
  const indent = text.startsWith("{\n") ? 4 : undefined;
  return (JSON.parse(text) as { items: unknown[] }).items.map((item) => JSON.stringify(item, null, indent));
}

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const plain = file.endsWith(".gz") ? timed(() => gunzipSync(bytes)) : bytes;
  const texts = itemTexts(plain.toString("utf8"), file);
  timed(() => {
    for (const text of texts) JSON.parse(text);
  });
}
console.log(milliseconds);
