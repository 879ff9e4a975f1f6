import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

import { clusterObjects, type ClusterOptions } from "./clusterObjects.ts";

/** How the file is written: as kubectl prints a list, without white space, or an object a line. */
export type ClusterFormat = "pretty" | "compact" | "ndjson";

const CHUNK_CHARACTERS = 1024 * 1024;

/** Writes a cluster as a file, streaming: any number of pods. A name that ends in `.gz` gives gzip. */
export async function writeClusterFile(path: string, format: ClusterFormat, options: ClusterOptions): Promise<void> {
  const text = Readable.from(chunks(clusterText(format, options)));
  const file = createWriteStream(path);
  await (path.endsWith(".gz") ? pipeline(text, createGzip(), file) : pipeline(text, file));
}

/** The text of the file in pieces. */
export function* clusterText(format: ClusterFormat, options: ClusterOptions): Generator<string> {
  const items = clusterObjects(options);
  if (format === "ndjson") {
    for (const item of items) yield `${JSON.stringify(item)}\n`;
    return;
  }
  const [open, close, indented] =
    format === "compact"
      ? ['{"apiVersion":"v1","items":[', '],"kind":"List","metadata":{"resourceVersion":""}}\n', (item: unknown) => JSON.stringify(item)]
      : ['{\n    "apiVersion": "v1",\n    "items": [\n', '\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n', pretty];
  yield open;
  let separator = "";
  for (const item of items) {
    yield separator + indented(item);
    separator = format === "compact" ? "," : ",\n";
  }
  yield close;
}

/** An item as kubectl prints it inside a list: indented by four, two levels down. */
function pretty(item: unknown): string {
  return JSON.stringify(item, null, 4).replaceAll(/^/gm, "        ");
}

function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}
