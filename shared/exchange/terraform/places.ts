import { isObject } from "../../kernel/json.ts";
import { createPlaces, type Place, type Places } from "../text/index.ts";
import { createScanner, type Scanner } from "./scanner.ts";

/** Where a value of a Terraform file stands, and the values inside it. Blocks are lists of bodies, as the parser has them. */
export interface PlaceNode {
  offset: number;
  inside: Map<string | number, PlaceNode>;
}

/** Deeper than what the parser is given. */
const DEEPEST = 80;

/**
 * Finds where the values of a file stand. HashiCorp's parser tells no places of what it read; it has accepted the text,
 * so this needs to understand only what is nested in what: expressions other than lists and maps are passed over.
 */
export function placesOf(text: string): PlaceNode {
  const root = node(0);
  readBody(createScanner(text), root, 0);
  return root;
}

/** Where the value under a path of keys and numbers stands, or the nearest around it. */
export function placeIn(text: string, path: (string | number)[]): Place {
  let at = placesOf(text);
  for (const key of path) at = at.inside.get(key) ?? at;
  return createPlaces(text, "").at(at.offset);
}

/** Notes the places of a value that was read from there, and of everything inside it. */
export function mark(places: Places, value: unknown, at: PlaceNode | undefined): void {
  if (!at || value === null || typeof value !== "object") return;
  places.setContainer(value, at.offset);
  const entries = Array.isArray(value) ? value.map((item: unknown, index): [number, unknown] => [index, item]) : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of entries) {
    const inside = at.inside.get(key);
    if (!inside) continue;
    places.setEntry(value, key, inside.offset);
    mark(places, item, inside);
  }
}

function node(offset: number): PlaceNode {
  return { offset, inside: new Map() };
}

/** Attributes and blocks up to the closing brace. */
function readBody(scanner: Scanner, body: PlaceNode, depth: number): void {
  while (scanner.skipBlank(true)) {
    const name = scanner.word();
    if (name === undefined) {
      if (scanner.take("}")) return;
      scanner.skip();
      continue;
    }
    scanner.skipBlank(false);
    if (scanner.take("=")) {
      body.inside.set(name, readExpression(scanner, depth + 1));
      continue;
    }
    const path = [name];
    for (let label = scanner.label(); label !== undefined; label = scanner.label()) {
      path.push(label);
      scanner.skipBlank(false);
    }
    const start = scanner.offset;
    if (!scanner.take("{")) continue;
    const block = node(start);
    addBlock(body, path, block);
    if (depth < DEEPEST) readBody(scanner, block, depth + 1);
  }
}

function addBlock(body: PlaceNode, path: string[], block: PlaceNode): void {
  let at = body;
  for (const name of path) {
    const inside = at.inside.get(name) ?? node(block.offset);
    at.inside.set(name, inside);
    at = inside;
  }
  at.inside.set(at.inside.size, block);
}

function readExpression(scanner: Scanner, depth: number): PlaceNode {
  scanner.skipBlank(true);
  const value = node(scanner.offset);
  if (depth < DEEPEST && scanner.take("{")) readMap(scanner, value, depth);
  else if (depth < DEEPEST && scanner.take("[")) readList(scanner, value, depth);
  // Operators and indexes after it, or an expression of another kind.
  scanner.skipExpression();
  return value;
}

function readMap(scanner: Scanner, map: PlaceNode, depth: number): void {
  while (scanner.skipBlank(true)) {
    if (scanner.take("}")) return;
    const key = scanner.label();
    scanner.skipBlank(true);
    if (key !== undefined && (scanner.take("=") || scanner.take(":"))) map.inside.set(key, readExpression(scanner, depth + 1));
    else scanner.skip();
    scanner.skipBlank(true);
    scanner.take(",");
  }
}

function readList(scanner: Scanner, list: PlaceNode, depth: number): void {
  while (scanner.skipBlank(true)) {
    if (scanner.take("]")) return;
    const before = scanner.offset;
    list.inside.set(list.inside.size, readExpression(scanner, depth + 1));
    scanner.skipBlank(true);
    if (!scanner.take(",") && scanner.offset === before) scanner.skip();
  }
}
