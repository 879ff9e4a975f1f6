import { isObject, type JsonObject } from "../../kernel/json.ts";
import { quoted, rewritten } from "./template.ts";

/** Writes values as HCL, laid out as `terraform fmt` does. */

/** An expression that is written as it is. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Attributes of a resource whose texts were never taken apart: they are written as they were read. */
export class Raw {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** Nested blocks that any resource may have; everything else of a resource is an attribute. */
const BLOCKS = new Set(["lifecycle", "provisioner", "connection", "timeouts"]);

/** A whole `resource` block. */
export function resourceBlock(type: string, label: string, attributes: JsonObject): string {
  return `resource ${quoted(type)} ${quoted(label)} {\n${bodyLines(attributes, 1).join("\n")}\n}\n`;
}

function bodyLines(attributes: JsonObject, depth: number): string[] {
  const plain = Object.entries(attributes).filter(([key, value]) => !isBlock(key, value));
  const blocks = Object.entries(attributes).filter(([key, value]) => isBlock(key, value));
  return [...attributeLines(plain, depth), ...blocks.flatMap(([key, value]) => blockLines(key, value, depth))];
}

function isBlock(key: string, value: unknown): boolean {
  return BLOCKS.has(key) && value instanceof Raw && Array.isArray(value.value);
}

function blockLines(key: string, value: unknown, depth: number): string[] {
  const bodies = value instanceof Raw && Array.isArray(value.value) ? value.value : [];
  return bodies.flatMap((body: unknown) => {
    const entries = isObject(body) ? Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, new Raw(inner)])) : {};
    return ["", `${indent(depth)}${key} {`, ...bodyLines(entries, depth + 1), `${indent(depth)}}`];
  });
}

/** Lines `key = value`; the equals signs of neighbours that take one line stand under each other. */
function attributeLines(entries: [string, unknown][], depth: number): string[] {
  const texts = entries.map(([key, value]) => [keyText(key), expressionText(value, depth)] as const);
  const lines: string[] = [];
  let group: (readonly [string, string])[] = [];
  const flush = (): void => {
    const width = Math.max(0, ...group.map(([key]) => key.length));
    for (const [key, text] of group) lines.push(`${indent(depth)}${key.padEnd(width)} = ${text}`);
    group = [];
  };
  for (const entry of texts) {
    if (!entry[1].includes("\n")) group.push(entry);
    else {
      flush();
      lines.push(`${indent(depth)}${entry[0]} = ${entry[1]}`);
    }
  }
  flush();
  return lines;
}

function expressionText(value: unknown, depth: number): string {
  if (value instanceof Expression) return value.text;
  const isRaw = value instanceof Raw;
  const inner = isRaw ? value.value : value;
  const wrap = (item: unknown): unknown => (isRaw ? new Raw(item) : item);
  if (typeof inner === "string") return isRaw ? rewritten(inner) : quoted(inner);
  if (Array.isArray(inner)) return listText(inner.map(wrap), depth);
  if (isObject(inner)) {
    const entries = Object.entries(inner).map(([key, item]): [string, unknown] => [key, wrap(item)]);
    return entries.length === 0 ? "{}" : `{\n${attributeLines(entries, depth + 1).join("\n")}\n${indent(depth)}}`;
  }
  return inner === undefined ? "null" : JSON.stringify(inner);
}

/** Short lists of plain values take one line. */
function listText(items: unknown[], depth: number): string {
  if (items.length === 0) return "[]";
  const texts = items.map((item) => expressionText(item, depth + 1));
  if (texts.every((text) => !text.includes("\n"))) {
    const line = `[${texts.join(", ")}]`;
    if (line.length <= 100) return line;
  }
  return `[\n${texts.map((text) => `${indent(depth + 1)}${text}`).join(",\n")}\n${indent(depth)}]`;
}

function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quoted(key);
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
