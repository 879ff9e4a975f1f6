import { Lexer, isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit, type Alias, type Document, type Node, type Scalar, type YAMLMap, type YAMLParseError, type YAMLSeq } from "yaml";
import { placesOf, type Place } from "./place.ts";
import { offsetsOf, type ScalarStyle, type SourceText } from "./scalar.ts";
import type { FalcoProblem, FilePlace, RuleFile } from "./types.ts";

/**
 * A rule file as nodes with places. Falco takes every scalar for the text it is written as, so no YAML type is looked at;
 * and it knows no merge keys.
 */

/** Levels of maps and lists. The deepest of Falco's own, an exception's values, stand on the seventh. */
const MAX_DEPTH = 100;
/** Nodes read, those behind aliases each time they are used: far more than a file of the allowed size can hold by itself. */
const MAX_NODES = 1_000_000;

const OPTIONS = { version: "1.2", schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;

export interface Entry {
  key: Scalar;
  value: Node | null;
}

/** One file while it is read. */
export interface OpenFile {
  name: string;
  text: string;
  documents: Document.Parsed[];
  /** Place of an offset of the text. */
  place(offset: number): FilePlace;
  report(severity: FalcoProblem["severity"], offset: number, message: string, remedy?: string): void;
  reportAt(place: FilePlace, severity: FalcoProblem["severity"], message: string, remedy?: string): void;
  /** Follows an alias; undefined for nothing, for a loop, and once too much was read. */
  open(node: unknown): Scalar | YAMLMap | YAMLSeq | undefined;
}

/** Opens a file; what is wrong with its YAML is reported, and then there are no documents. */
export function openFile(file: RuleFile, problems: FalcoProblem[]): OpenFile {
  const text = file.text.replace(/^\uFEFF/, "");
  const placeOf = placesOf(text);
  const place = (offset: number): FilePlace => ({ file: file.name, ...(placeOf(offset) satisfies Place) });
  const reportAt: OpenFile["reportAt"] = ({ line, column, file: name }, severity, message, remedy) => {
    problems.push({ file: name, line, column, severity, message, ...(remedy === undefined ? {} : { remedy }) });
  };
  const report: OpenFile["report"] = (severity, offset, message, remedy) => reportAt(place(offset), severity, message, remedy);
  const documents = readDocuments(text, report);
  return { name: file.name, text, documents, place, report, reportAt, open: opener(documents, report) };
}

function readDocuments(text: string, report: OpenFile["report"]): Document.Parsed[] {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    report("error", deep, `Nested more than ${MAX_DEPTH} levels deep: no rule file is.`, "Take the nesting away.");
    return [];
  }
  const documents = parseAllDocuments(text, OPTIONS);
  if ("empty" in documents) return [];
  const errors = documents.flatMap((document) => document.errors.slice(0, 1));
  for (const error of errors) report("error", ...explained(error, text, documents));
  return errors.length > 0 ? [] : documents;
}

/** Where, what, and a remedy for the mistakes that people make. */
function explained(error: YAMLParseError, text: string, documents: Document.Parsed[]): [offset: number, message: string, remedy?: string] {
  const [at] = error.pos;
  const message = `This is no YAML: ${withPeriod(error.message.split("\n")[0] ?? "")}`;
  // The parser is at the end of the file when it misses the quote; the reader looks for where the text starts.
  if (/^Missing closing ["']/.test(error.message)) return [openQuote(documents, at), message, "Close the quote."];
  if (/mappings? (?:are|is) not allowed/i.test(error.message)) return [at, message, "Put a text with ': ' in it in quotes, and check the indentation."];
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at + 1);
  return /^ *\t/.test(line) ? [at, message, "Indent with blanks: YAML takes no tabs there."] : [at, message, "Check the indentation, brackets and quotes on this line and the one before."];
}

function openQuote(documents: Document.Parsed[], end: number): number {
  let start = end;
  for (const document of documents) {
    visit(document, {
      Scalar(_, { type, range }) {
        if (range && range[1] === end && (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE")) [start] = range;
      },
    });
  }
  return start;
}

/** Offset where brackets or dashes nest deeper than allowed; asked before the parser, which recurses. */
function tooDeep(text: string): number | undefined {
  let offset = 0;
  let brackets = 0;
  let dashes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // These three mark a document, the end of a broken list and a scalar, and stand for no text.
    if (lexeme === "\u0002" || lexeme === "\u0018" || lexeme === "\u001f") continue;
    if (lexeme === "[" || lexeme === "{") brackets++;
    else if (lexeme === "]" || lexeme === "}") brackets--;
    if (lexeme === "-" || lexeme === "?") dashes++;
    else if (lexeme.trim() !== "" || lexeme.includes("\n")) dashes = 0;
    if (brackets > MAX_DEPTH || dashes > MAX_DEPTH) return offset;
    offset += lexeme.length;
  }
  return undefined;
}

function withPeriod(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function opener(documents: Document.Parsed[], report: OpenFile["report"]): OpenFile["open"] {
  let left = MAX_NODES;
  let targets: Map<Alias, Node | undefined> | undefined;
  return (node) => {
    if (left <= 0) return undefined;
    left--;
    if (left === 0) report("error", offsetOf(node), 'Its aliases expand to too many values: this looks like a "YAML bomb".', "Write the values instead of aliases.");
    const target = isAlias(node) ? (targets ??= aliasTargets(documents)).get(node) : node;
    return isScalar(target) || isMap(target) || isSeq(target) ? target : undefined;
  };
}

/** An alias means the last anchor of its name before it. One pass, for asking the package costs one pass per alias. */
function aliasTargets(documents: Document.Parsed[]): Map<Alias, Node | undefined> {
  const targets = new Map<Alias, Node | undefined>();
  for (const document of documents) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node(_, node) {
        if (isAlias(node)) targets.set(node, anchors.get(node.source));
        else if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }
  return targets;
}

export function offsetOf(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined) ?? 0;
}

/** A map's entries by key, the first of each; keys that are no words or stand twice are reported. */
export function entriesOf(file: OpenFile, map: YAMLMap): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { key, value } of map.items) {
    const name = file.open(key);
    if (!isScalar(name)) {
      file.report("error", offsetOf(key), "A key must be a single word.", "Put a text with ': ' in it in quotes.");
      continue;
    }
    const word = String(name.value);
    if (entries.has(word)) file.report("error", offsetOf(name), `'${word}' stands twice in this item.`, "Keep one of them.");
    else entries.set(word, { key: name, value: isNode(value) ? value : null });
  }
  return entries;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** Nothing, or `~` or `null` without quotes. */
export function isNothing(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.type === "PLAIN" && /^(?:|~|null|Null|NULL)$/.test(String(node.value)));
}

/** A scalar's text with its places. */
export function sourceText(file: OpenFile, scalar: Scalar): SourceText {
  const text = String(scalar.value);
  const ink = text.trimEnd().length;
  let offsets: number[] | undefined;
  return {
    text,
    placeAt(offset) {
      const [start, end] = scalar.range ?? [0, 0];
      offsets ??= offsetsOf(text, file.text, styleOf(scalar), start, end);
      if (offset < ink) return file.place(offsets[Math.max(offset, 0)] ?? start);
      return file.place(ink === 0 ? start : (offsets[ink - 1] ?? start) + 1);
    },
  };
}

function styleOf({ type }: Scalar): ScalarStyle {
  return type ?? "PLAIN";
}
