import { isObject } from "../../shared/kernel/json.ts";
import type { YamlDocument } from "../../shared/kube/yaml.ts";
import { MAX_YAML_BYTES, tooLarge } from "./limits.ts";
import { createListItems } from "./lists.ts";
import type { Out } from "./out.ts";
import { countLines } from "./positions.ts";
import type { YamlParser } from "./yamlText.ts";

/**
 * Reads a `List` in block style item by item, as `kubectl get -o yaml` prints it: for lists that are too large to be
 * parsed in one piece, and for those with a broken item. Items begin with `- ` at one indentation, which nothing inside
 * an item can have.
 */
export interface YamlListReader {
  push(bytes: Buffer): void;
  end(cut: boolean): void;
}

/** Where the document is in its file: its 0-based number and its first line. */
interface DocumentPlace {
  index: number;
  line: number;
}

/** The reader for a document that is such a list and what it has to be given first, or undefined. */
export function createYamlListReader(out: Out, parser: YamlParser, document: Buffer, { index, line }: DocumentPlace): { reader: YamlListReader; rest: Buffer } | undefined {
  const head = document.toString("latin1", 0, HEAD_BYTES);
  const found = ITEMS.exec(head);
  if (!found) return undefined;
  const bodyAt = found.index + found[0].length;
  const header = document.subarray(0, found.index);
  const start = { index, line: line + countLines(document.subarray(0, bodyAt)) };
  const reader = readItems(out, parser, header, found[1] ?? "", start);
  return { reader, rest: document.subarray(bodyAt) };
}

const HEAD_BYTES = 64 * 1024;
const ITEMS = /^items:[ \t]*(?:#.*)?\r?\n(?=( *)- )/m;
const NOTHING = Buffer.alloc(0);

function readItems(out: Out, parser: YamlParser, header: Buffer, indent: string, start: DocumentPlace): YamlListReader {
  const { index } = start;
  const items = createListItems(out, (bytes) => valueOf(parser.parse(bytes, 1)));
  const itemStart = Buffer.from(`\n${indent}- `);
  // A line that is neither deeper than the items, nor an item, nor blank, nor a comment.
  const trailerStart = new RegExp(`^(?!${indent}[ -]|[ \\t]*(?:#|\\r?$))`, "m");
  let pending: Buffer = NOTHING;
  let line = start.line;
  let itemIndex = 0;
  let dropping = false;

  function give(item: Buffer): void {
    const place: [number, number] = [index, itemIndex++];
    // The dash becomes white space, so that what remains is the item's own document with the same columns.
    const body = Buffer.concat([Buffer.from(`${indent}  `), item.subarray(indent.length + 2)]);
    const parsed = parser.parse(body, line);
    if (parsed && !parsed.ok) out.problem({ index: place, ...parsed.problem });
    else items.item(valueOf(parsed), place, body);
  }

  function take(length: number): Buffer {
    const taken = pending.subarray(0, length);
    pending = pending.subarray(length);
    return taken;
  }

  function finish(length: number): void {
    const item = take(length);
    if (dropping) itemIndex++;
    else give(item);
    dropping = false;
    line += countLines(item);
  }

  /** What stands around the items: kind, apiVersion, metadata. */
  function envelope(trailer: Buffer): void {
    const parsed = parser.parse(Buffer.concat([header, trailer]), line);
    if (parsed && !parsed.ok) out.problem({ index, ...parsed.problem });
    else if (isObject(parsed?.value)) Object.assign(items.list, parsed.value);
  }

  return {
    push(bytes) {
      const from = Math.max(pending.length - itemStart.length, 0);
      pending = Buffer.concat([pending, bytes]);
      for (let next = pending.indexOf(itemStart, from); next >= 0 && !parser.exhausted; next = pending.indexOf(itemStart)) finish(next + 1);
      if (pending.length <= MAX_YAML_BYTES) return;
      if (!dropping) out.problem({ index: [index, itemIndex], line, column: 1, message: tooLarge("This item", MAX_YAML_BYTES) });
      dropping = true;
      line += countLines(take(pending.length - itemStart.length));
    },
    end(cut) {
      if (cut) return items.end();
      const found = trailerStart.exec(pending.toString("latin1"));
      const length = found?.index ?? pending.length;
      const trailer = pending.subarray(length);
      finish(length);
      envelope(trailer);
      items.end();
    },
  };
}

function valueOf(document: YamlDocument | undefined): unknown {
  return document?.ok ? document.value : null;
}
