import fc from "fast-check";
import { isObject, type JsonObject } from "../../shared/kernel/json.ts";

/**
 * Documents as they come from elsewhere: what our writer wrote, and in it what a newer product, another tool or a slip
 * of the hand puts there. Whatever it is, it must come back where it stood.
 */
export interface Disturbance {
  /** Which of the document's maps or lists, counted through it. */
  place: number;
  what: { field: string; value: unknown } | { broken: unknown };
}

const VALUES = [1, 1.5, true, null, "", "text", "1.20", ["a", 1, null], { a: { b: [] } }, []];
const FIELDS = ["newField", "x-vendor", "a b", "café", "enabledSince", "$ref", "0"];
/** Rules that nobody can read: each stays in its place. */
const BROKEN = [{ type: "imagesWithPoems", action: "log", verse: [1] }, { type: "privileged", action: "deny" }, { type: "imageTag", action: "log", mitigation: "log" }, { action: "log" }, "text", 7, [], null];

export const disturbances: fc.Arbitrary<Disturbance[]> = fc.array(
  fc.record({
    place: fc.nat(1000),
    what: fc.oneof(
      fc.record({ field: fc.constantFrom(...FIELDS), value: fc.constantFrom(...VALUES) }),
      fc.record({ broken: fc.constantFrom(...BROKEN) }),
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Lists of rules and exceptions, the only ones whose members are read one by one. */
const ITEM_LISTS = new Set(["rules", "exceptions"]);
/** Maps whose keys are names of the user's, as those of rule files: a further key there is no unknown field. */
function isNamed(map: JsonObject, key: string): boolean {
  const names = Object.keys(map);
  return key === "annotations" || (names.length > 0 && names.every((name) => /\.ya?ml$/.test(name)));
}

/** A copy of a document with the disturbances in it. */
export function disturb(source: JsonObject, all: Disturbance[]): JsonObject {
  const copy = structuredClone(source);
  for (const { place, what } of all) {
    const { maps, lists } = placesOf(copy);
    if ("broken" in what) {
      const list = lists[place % Math.max(lists.length, 1)];
      list?.splice(place % (list.length + 1), 0, structuredClone(what.broken));
    } else {
      const map = maps[place % maps.length];
      if (map && !Object.hasOwn(map, what.field)) map[what.field] = structuredClone(what.value);
    }
  }
  return copy;
}

function placesOf(root: JsonObject): { maps: JsonObject[]; lists: unknown[][] } {
  const maps: JsonObject[] = [];
  const lists: unknown[][] = [];
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      if (ITEM_LISTS.has(key)) lists.push(value);
      for (const item of value) visit(item, key);
    } else if (isObject(value) && !isNamed(value, key)) {
      maps.push(value);
      for (const [name, inner] of Object.entries(value)) visit(inner, name);
    }
  };
  visit(root, "");
  return { maps, lists };
}
