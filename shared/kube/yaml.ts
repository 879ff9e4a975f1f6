import {
  Document, LineCounter, isCollection, isMap, isPair, isScalar, isSeq, parseAllDocuments, parseDocument, visit,
  type DocumentOptions, type Node, type ParseOptions, type ScalarTag, type SchemaOptions, type Tags,
} from "yaml";

/**
 * YAML as Kubernetes reads it (sigs.k8s.io/yaml, a YAML 1.1 dialect): `yes` and `on` are booleans, `<<` merges, `0644` is
 * octal; dates, base 60 numbers and binary data stay the strings they look like.
 */

/** Aliases are counted with what they expand to: more than this is an attack, not a manifest. */
const MAX_ALIASES = 100;
/** Levels of maps and lists. The deepest real objects, CRD schemas, stay below 70. */
export const MAX_DEPTH = 100;

const NOT_OF_KUBERNETES = new Set(["binary", "omap", "pairs", "set", "timestamp"].map((name) => `tag:yaml.org,2002:${name}`));

function kubernetesTags(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === "string" || !(NOT_OF_KUBERNETES.has(tag.tag) || isBase60(tag)));
}

function isBase60(tag: { tag: string; format?: string } | ScalarTag): boolean {
  return "format" in tag && tag.format === "TIME";
}

const OPTIONS = {
  version: "1.1",
  schema: "yaml-1.1",
  customTags: kubernetesTags,
  merge: true,
  uniqueKeys: true,
  prettyErrors: false,
  logLevel: "silent",
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;

/** Places are 1-based. */
export interface YamlProblem {
  line: number;
  column: number;
  message: string;
}

export type YamlDocument = { ok: true; value: unknown } | { ok: false; problem: YamlProblem };

/**
 * Reads every document of a text. A broken one does not stop the others. An empty document has the value null.
 * `firstLine` is the line number of the text's first line in its file. Never throws.
 */
export function parseYamlDocuments(text: string, options: { firstLine?: number } = {}): YamlDocument[] {
  const firstLine = options.firstLine ?? 1;
  const lines = new LineCounter();
  const placeOf = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  try {
    const documents = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
    if ("empty" in documents) return [];
    return documents.map((document) => valueOf(document, placeOf));
  } catch (error) {
    return [{ ok: false, problem: { line: firstLine, column: 1, message: reasonOf(error) } }];
  }
}

function valueOf(document: Document.Parsed, placeOf: (offset: number) => { line: number; column: number }): YamlDocument {
  const broken = document.errors[0];
  if (broken) return { ok: false, problem: { ...placeOf(broken.pos[0]), message: reasonOf(broken) } };
  const start = placeOf(document.contents?.range?.[0] ?? document.range[0]);
  try {
    const badKey = collectionKey(document);
    if (badKey) return { ok: false, problem: { ...placeOf(badKey.range?.[0] ?? document.range[0]), message: KEY_IS_NO_TEXT } };
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (depthExceeds(value, MAX_DEPTH)) return { ok: false, problem: { ...start, message: TOO_DEEP } };
    return { ok: true, value };
  } catch (error) {
    return { ok: false, problem: { ...start, message: reasonOf(error) } };
  }
}

/** The first key that is a map or a list: JSON, and so Kubernetes, has no such thing. `{{ x }}` is one. */
function collectionKey(document: Document.Parsed): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      found = key;
      return visit.BREAK;
    },
  });
  return found;
}

const KEY_IS_NO_TEXT = "A key is a map or a list; Kubernetes reads only texts as keys.";
const TOO_DEEP = `Nested more than ${MAX_DEPTH} levels deep: no Kubernetes object is.`;

/** The parser and its alias resolution report by throwing; running out of stack is their way to say "too deep". */
function reasonOf(error: unknown): string {
  if (error instanceof Error && /call stack/.test(error.message)) return TOO_DEEP;
  if (error instanceof ReferenceError && /alias count/.test(error.message))
    return `Its aliases expand to too many values (the limit is ${MAX_ALIASES}): this looks like a "YAML bomb".`;
  if (error instanceof Error) return withPeriod(error.message.split("\n")[0] ?? error.message);
  throw error;
}

function withPeriod(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** Whether maps and lists nest deeper than the limit. Does not recurse, so that any depth can be asked about. */
export function depthExceeds(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap(children);
  }
  return false;
}

function children(value: unknown): unknown[] {
  if (value === null || typeof value !== "object") return [];
  return (Array.isArray(value) ? value : Object.values(value)).filter((child) => child !== null && typeof child === "object");
}

/**
 * Prints a value as YAML and tells on which line (1-based) each path of it stands. Paths look like
 * `spec.containers[0].securityContext`; one that is absent gets the line of its nearest ancestor that exists.
 */
export function yamlWithLines(value: unknown, paths: string[]): { text: string; lines: Map<string, number> } {
  const document = new Document(value, { ...OPTIONS, aliasDuplicateObjects: false, compat: "core" });
  // Without a directive: readers take the text for what it is, and it reads the same in 1.1 and 1.2.
  document.directives = undefined;
  const text = document.toString({ lineWidth: 0 });
  const counter = new LineCounter();
  const printed = parseDocument(text, { ...OPTIONS, lineCounter: counter });
  const lines = new Map(
    paths.map((path) => [path, counter.linePos(offsetOf(printed.contents, segmentsOf(path))).line]),
  );
  return { text, lines };
}

type Segment = string | number;

/** `a.b[0]["c.d"]` → a, b, 0, c.d */
function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  for (const match of path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)) {
    const [, index, quoted, plain] = match;
    if (index !== undefined) segments.push(Number(index));
    else segments.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll(/\\(.)/g, "$1"));
  }
  return segments;
}

/** Offset of the deepest existing node on the way; for a map's entry that of its key. */
function offsetOf(root: Node | null, segments: Segment[]): number {
  let node: unknown = root;
  let offset = 0;
  for (const segment of segments) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(segment));
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === "number") {
      const item: unknown = node.items[segment];
      if (item === undefined) return offset;
      node = item;
      offset = rangeStart(item) ?? offset;
    } else return offset;
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
