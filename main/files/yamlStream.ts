import { MAX_YAML_BYTES, tooLarge } from "./limits.ts";
import { giveOut } from "./lists.ts";
import type { FormatReader, Out } from "./out.ts";
import { countLines } from "./positions.ts";
import { createYamlListReader, type YamlListReader } from "./yamlList.ts";
import { createYamlParser } from "./yamlText.ts";

/** From this size on a List is read item by item. */
const LIST_BYTES = 1024 * 1024;
const NOTHING = Buffer.alloc(0);
const MARKERS = [Buffer.from("\n---"), Buffer.from("\n...")] as const;
const MARKER_BYTES = 5;

/**
 * Reads a stream of YAML documents one by one: a line that begins with `---` or `...` ends a document wherever it
 * stands, even in a block of text, so documents can be told apart without parsing them.
 */
export function createYamlReader(out: Out): FormatReader {
  const parser = createYamlParser();
  /** From the start of the current document (with its `---`) to what has been read. */
  let pending: Buffer = NOTHING;
  /** No marker ends before this index of `pending`. */
  let searched = 0;
  let line = 1;
  let index = 0;
  /** The current document, where it is not held in `pending`. */
  let large: YamlListReader | "dropped" | undefined;

  function push(slice: Buffer): void {
    if (parser.exhausted) return;
    // A copy in any case: the slice's memory is used again.
    pending = Buffer.concat([pending, slice]);
    for (let end = nextMarker(pending, searched); end && !parser.exhausted; end = nextMarker(pending, searched)) {
      finish(end);
    }
    searched = Math.max(pending.length - MARKER_BYTES, 0);
    if (large || pending.length > LIST_BYTES) shorten();
  }

  /** Hands on what is held of a large document, or drops it. */
  function shorten(): void {
    if (!large) {
      const list = createYamlListReader(out, parser, pending, { index, line });
      if (list) {
        large = list.reader;
        line += countLines(pending.subarray(0, pending.length - list.rest.length));
        pending = list.rest;
      } else if (pending.length <= MAX_YAML_BYTES) return;
      else {
        out.problem({ index, line, column: 1, message: `${tooLarge("This YAML document", MAX_YAML_BYTES)} ${AS_JSON}` });
        large = "dropped";
      }
    }
    // The last bytes may be the beginning of a marker.
    pass(Math.max(pending.length - MARKER_BYTES, 0));
    searched = 0;
  }

  function pass(length: number): void {
    const bytes = pending.subarray(0, length);
    if (large && large !== "dropped") large.push(bytes);
    line += countLines(bytes);
    pending = pending.subarray(length);
  }

  function finish(end: number): void {
    searched = 0;
    if (large) {
      pass(end);
      if (large !== "dropped") large.end(false);
      large = undefined;
      index++;
      return;
    }
    const document = pending.subarray(0, end);
    const kind = kindOf(document);
    // Directives belong to the document whose marker follows them.
    if (kind === "directives" && end < pending.length) {
      searched = end;
      return;
    }
    pending = pending.subarray(end);
    if (kind === "document") read(document);
    line += countLines(document);
  }

  function read(document: Buffer): void {
    const parsed = parser.parse(document, line);
    if (!parsed) out.empty();
    else if (parsed.ok && Array.isArray(parsed.value)) parsed.value.forEach((item: unknown, at) => out.object(item, [index, at]));
    else if (parsed.ok) giveOut(out, parsed.value, index);
    else {
      const list = parser.exhausted ? undefined : createYamlListReader(out, parser, document, { index, line });
      list?.reader.push(list.rest);
      list?.reader.end(false);
      if (!list) out.problem({ index, ...parsed.problem });
    }
    index++;
  }

  function end(cut: boolean): void {
    if (parser.exhausted) return;
    if (!cut) finish(pending.length);
    else if (large && large !== "dropped") large.end(true);
    if (index === 0 && !cut) out.empty();
  }

  return { push, end };
}

const AS_JSON = "Lists of any size are read as JSON: kubectl get -o json.";

/** Index at which the document ends: before a `---` line, behind a `...` line. */
function nextMarker(bytes: Buffer, from: number): number | undefined {
  const [start, stop] = MARKERS.map((marker) => lineWith(bytes, marker, from)) as [number, number];
  if (start < 0 && stop < 0) return undefined;
  if (start >= 0 && (stop < 0 || start < stop)) return start + 1;
  const lineEnd = bytes.indexOf("\n", stop + 1);
  return lineEnd < 0 ? undefined : lineEnd + 1;
}

/** Index of a line break that is followed by the marker and white space. */
function lineWith(bytes: Buffer, marker: Buffer, from: number): number {
  let at = bytes.indexOf(marker, from);
  while (at >= 0) {
    const next = bytes[at + marker.length];
    if (next === undefined) return -1;
    if (next === 0x20 || next === 0x09 || next === 0x0a || next === 0x0d) return at;
    at = bytes.indexOf(marker, at + 1);
  }
  return -1;
}

/** Comments between documents are not one; an explicit marker makes one of nothing. */
function kindOf(bytes: Buffer): "document" | "directives" | "nothing" {
  const text = bytes.toString("latin1");
  if (/^---(?:\s|$)/.test(text)) return "document";
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line) && !/^\.\.\.(?:\s|$)/.test(line));
  if (lines.length === 0) return "nothing";
  return lines.every((line) => line.startsWith("%")) ? "directives" : "document";
}
