import { isObject } from "../../../shared/kernel/json.ts";
import type { FactsRows } from "../../../shared/kube/source.ts";
import type { Ahead, TypedList, Walker } from "../../files/walker/index.ts";
import type { Reply } from "../http/client.ts";
import { scanValue, startScan } from "../../files/jsonScan.ts";

/** What a list says of itself. */
export interface PageMetadata {
  /** Undefined on the last page. */
  continueToken?: string;
  /** How many objects follow this page, where the server knows. */
  remaining?: number;
  /** Of which moment the list is (`resourceVersion`). */
  version?: string;
}

export interface PageHandlers {
  /** Called as soon as it is known: API servers write it before the items. */
  metadata(metadata: PageMetadata): void;
  /** A promise holds the next item back: whoever takes them needs time. */
  item(item: unknown): Promise<void> | undefined;
  /** Takes whole items without making them objects, where facts alone are wanted. What it does not take goes to `item`. */
  walk?: {
    walker: Walker;
    /** One for all pages: as garbage, one after the other, it would pile up outside the heap. */
    gathering: Gathering;
    typed: TypedList;
    rows(rows: FactsRows): void;
    /** Asked after some items. */
    pause?: (() => Promise<void> | undefined) | undefined;
  };
}

/** Memory in which pieces of a body are joined. */
export interface Gathering {
  memory: Buffer;
}

/** An answer that is not a whole list: cut short, or not JSON at all. */
export class BrokenPage extends Error {}

/** Pieces of a body are small, and an item that ends in another piece than it began in is slow: so much is gathered before. */
const GATHERED_BYTES = 512 * 1024;

/** Etcd stores no object of more than about 1.5 MB; this is far above. */
const MAX_VALUE_BYTES = 64 * 1024 * 1024;

/**
 * Reads one page of a list from its bytes, handing out each item as it arrives: a scan finds where the item ends,
 * `JSON.parse` reads it. A page is complete or it is a `BrokenPage`; unlike a file it can be asked for again.
 */
export async function readPage(reply: Pick<Reply, "body" | "ahead">, handlers: PageHandlers): Promise<PageMetadata> {
  const source = createSource(reply, handlers.walk?.gathering ?? { memory: Buffer.alloc(0) });
  let metadata: PageMetadata = {};
  let hasItems = false;
  await source.expect("{");
  for (let more = (await source.peek()) !== "}"; more; more = await source.separator("}")) {
    if ((await source.peek()) !== '"') throw new BrokenPage("a name in quotes was expected");
    const key = await source.value();
    await source.expect(":");
    if (key === "items" && (await source.peek()) === "[") {
      hasItems = true;
      await readItems(source, handlers);
    } else {
      const value = await source.value();
      if (key === "kind" && !String(value).endsWith("List")) throw new BrokenPage(`a list was expected, not ${JSON.stringify(value)}`);
      if (key === "items" && value === null) hasItems = true;
      if (key === "metadata") handlers.metadata(metadata = pageMetadata(value));
    }
  }
  await source.expect("}");
  await source.finish();
  if (!hasItems) throw new BrokenPage("a list with `items` was expected");
  return metadata;
}

async function readItems(source: Source, handlers: PageHandlers): Promise<void> {
  await source.expect("[");
  for (let more = (await source.peek()) !== "]"; more; more = await source.separator("]")) {
    if (handlers.walk && (await source.walk(handlers))) {
      await handlers.walk.pause?.();
      continue;
    }
    const busy = handlers.item(await source.value());
    if (busy) await busy;
  }
  await source.expect("]");
}

function pageMetadata(value: unknown): PageMetadata {
  if (!isObject(value)) return {};
  const { continue: token, remainingItemCount: remaining, resourceVersion: version } = value;
  return {
    ...(typeof token === "string" && token !== "" && { continueToken: token }),
    ...(typeof remaining === "number" && { remaining }),
    ...(typeof version === "string" && version !== "" && { version }),
  };
}

/** JSON tokens of a stream of bytes. Every method skips the white space in front. */
interface Source {
  /** The next character, not yet taken. */
  peek(): Promise<string>;
  /** Takes a character that must be there. */
  expect(character: string): Promise<void>;
  /** Takes a comma, or sees that `end` comes next: whether there is more. */
  separator(end: string): Promise<boolean>;
  /** Takes and parses a whole value. */
  value(): Promise<unknown>;
  /** Takes whole items as far as the bytes at hand go; whether there was one. Only where an item begins at once. */
  walk(handlers: PageHandlers): Promise<boolean>;
  /** Sees that nothing but white space follows, and reads the body to its end. */
  finish(): Promise<void>;
}

function createSource(reply: Pick<Reply, "body" | "ahead">, gathering: Gathering): Source {
  const chunks = reply.body[Symbol.asyncIterator]();
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;
  /** What is known of the bytes already. */
  let ahead: Ahead | undefined;
  /** The bytes that the walker has. */
  let walked: Buffer | undefined;

  /** Goes on to the next chunk, when this one is used up; false at the end of the body. */
  const fill = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    bytes = next.value;
    ahead = reply.ahead?.();
    at = 0;
    return true;
  };
  /** Joins what is left of this chunk with those that follow; false at the end of the body. */
  const gather = async (): Promise<boolean> => {
    let length = keep(bytes.subarray(at), 0);
    let wanted = GATHERED_BYTES;
    while (wanted > 0 && (await fill())) {
      length = keep(bytes, length);
      wanted -= bytes.length;
    }
    bytes = gathering.memory.subarray(0, length);
    ahead = undefined;
    at = 0;
    walked = undefined;
    return wanted < GATHERED_BYTES;
  };
  /** Keeps bytes behind so many others; answers with how many there are then. */
  const keep = (more: Buffer, length: number): number => {
    const all = length + more.length;
    if (all > gathering.memory.length) gathering.memory = Buffer.concat([gathering.memory], all + GATHERED_BYTES);
    more.copy(gathering.memory, length);
    return all;
  };
  const walkOn = ({ walk, item }: PageHandlers): boolean => {
    if (!walk) return false;
    if (walked !== bytes) walk.walker.begin((walked = bytes), ahead);
    const end = walk.walker.walk(at, "commas", { rows: walk.rows, other: (text) => void item(JSON.parse(text.toString())) }, walk.typed);
    const took = end > at;
    at = end;
    return took;
  };
  const isWhole = (): boolean => scanValue(bytes, at, startScan(bytes[at] ?? 0)) >= 0;
  const cut = (): never => {
    throw new BrokenPage("the answer was cut short");
  };
  /** Skips white space; false at the end of the body. */
  const skip = async (): Promise<boolean> => {
    while (true) {
      while (at < bytes.length && isSpace(bytes[at])) at++;
      if (at < bytes.length) return true;
      if (!(await fill())) return false;
    }
  };
  const peek = async (): Promise<string> => {
    if (!(await skip())) cut();
    return String.fromCharCode(bytes[at] ?? 0);
  };

  return {
    peek,
    async expect(character) {
      const found = await peek();
      if (found !== character) throw new BrokenPage(found === "<" ? "it is a web page, not JSON" : `${character} was expected, not ${found}`);
      at++;
    },
    async separator(end) {
      const found = await peek();
      if (found === end) return false;
      if (found !== ",") throw new BrokenPage(`, or ${end} was expected, not ${found}`);
      at++;
      return true;
    },
    async value() {
      await peek();
      const scan = startScan(bytes[at] ?? 0);
      const parts: Buffer[] = [];
      let size = 0;
      let end = scanValue(bytes, at, scan);
      while (end < 0) {
        parts.push(Buffer.from(bytes.subarray(at)));
        size += bytes.length - at;
        if (size > MAX_VALUE_BYTES) throw new BrokenPage("one object is larger than any can be");
        if (!(await fill())) cut();
        end = scanValue(bytes, 0, scan);
      }
      const text = parts.length === 0 ? bytes.toString("utf8", at, end) : Buffer.concat([...parts, bytes.subarray(0, end)]).toString();
      at = end;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new BrokenPage("it is not valid JSON");
      }
    },
    async walk(handlers) {
      if (bytes[at] !== OPEN_BRACE) return false;
      return walkOn(handlers) || (!isWhole() && (await gather()) && walkOn(handlers));
    },
    async finish() {
      if (await skip()) throw new BrokenPage("something follows the list");
    },
  };
}

const OPEN_BRACE = 0x7b;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
