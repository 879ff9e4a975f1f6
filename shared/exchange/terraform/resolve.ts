import { isObject, type JsonObject } from "../../kernel/json.ts";
import { AppFailure } from "../../kernel/result.ts";
import { lose, remark, type ReadContext } from "../context.ts";
import { toPolicyName } from "../names.ts";
import { LIMITS } from "../text/limits.ts";
import { RULESET_RESOURCE } from "./names.ts";
import { parseTemplate } from "./template.ts";

/** Works out what expressions stand for, as far as the files themselves say it. */
export interface Resolver {
  /**
   * The attributes of a resource with their texts taken apart: literal, or what a variable's default or a local stands
   * for. A reference to a ruleset of the files becomes that ruleset's name, and `onReference` hears of it. An expression
   * that cannot be worked out becomes null and is noted as lost.
   */
  resolve(context: ReadContext, attributes: JsonObject, onReference?: (reference: string, rulesetName: string) => void): JsonObject;
}

const REFERENCE = new RegExp(`^${RULESET_RESOURCE}\\.([A-Za-z_][A-Za-z0-9_-]*)\\.id$`);
const NAMED = /^(var|local)\.([A-Za-z_][A-Za-z0-9_-]*)$/;
/** A local may stand for another one; a circle ends here. */
const MOST_STEPS = 16;

/** Where a value stands, for messages: its path, and its place in the file. */
interface Where {
  path: string;
  container: object;
  key: string | number;
}

export function resolverOf(contents: unknown[]): Resolver {
  const { values, rulesets } = definitionsOf(contents);
  return {
    resolve(context, attributes, onReference) {
      // Locals that name each other several times grow without end: what they come to is counted.
      let left = LIMITS.values;
      const count = (size: number, { path, container, key }: Where): void => {
        left -= size;
        if (left >= 0) return;
        const place = context.places.of(container, key);
        throw new AppFailure({
          code: "too-large",
          message: `The resource grows to more than ${LIMITS.values} values and characters when its locals and variables are followed.`,
          details: { file: context.file, ...place, path, remedy: "Write the repeated parts out." },
        });
      };
      const unknown = (written: string, { path, container, key }: Where): null => {
        lose(context, `${path} is ${written}, which only Terraform can work out.`, container, key);
        return null;
      };
      const expression = (written: string, where: Where, steps: number): unknown => {
        const label = REFERENCE.exec(written)?.[1];
        const ruleset = label === undefined ? undefined : rulesets.get(label);
        if (ruleset !== undefined && onReference) {
          onReference(written, ruleset);
          return ruleset;
        }
        if (steps >= MOST_STEPS || !NAMED.test(written) || !values.has(written)) return unknown(`\${${written}}`, where);
        if (steps === 0) remark(context, `${where.path}: ${written} is read as the value it has in the file, and written as that value.`, where.container, where.key);
        return read(values.get(written), where, steps + 1);
      };
      const text = (written: string, where: Where, steps: number): unknown => {
        count(written.length, where);
        const parts = parseTemplate(written);
        const [only] = parts;
        if (parts.length === 1 && only && "expression" in only) return expression(only.expression.trim(), where, steps);
        const resolved = parts.map((part) => ("literal" in part ? part.literal : expression(part.expression.trim(), where, steps)));
        return resolved.every((part) => typeof part === "string" || typeof part === "number") ? resolved.join("") : unknown(written, where);
      };
      const read = (value: unknown, where: Where, steps: number): unknown => {
        count(1, where);
        if (typeof value === "string") return text(value, where, steps);
        // What stands in a variable has no place of its own here: that of the reference is the one to look at.
        const at = (path: string, container: object, key: string | number): Where => (steps > 0 ? { ...where, path } : { path, container, key });
        if (Array.isArray(value)) return value.map((item: unknown, index) => read(item, at(`${where.path}[${index}]`, value, index), steps));
        if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item, at(`${where.path}.${key}`, value, key), steps)]));
        return value;
      };
      return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, read(value, { path: key, container: attributes, key }, 0)]));
    },
  };
}

/** Defaults of variables and values of locals by how expressions name them; names of rulesets by their labels. */
function definitionsOf(contents: unknown[]): { values: Map<string, unknown>; rulesets: Map<string, string> } {
  const values = new Map<string, unknown>();
  const rulesets = new Map<string, string>();
  for (const content of contents) {
    if (!isObject(content)) continue;
    for (const [name, body] of entriesOf(content["variable"])) {
      const first: unknown = Array.isArray(body) ? body[0] : undefined;
      if (isObject(first) && "default" in first) values.set(`var.${name}`, first["default"]);
    }
    for (const locals of Array.isArray(content["locals"]) ? content["locals"] : []) {
      for (const [name, value] of entriesOf(locals)) values.set(`local.${name}`, value);
    }
    const resources = isObject(content["resource"]) ? content["resource"] : {};
    for (const [label, bodies] of entriesOf(resources[RULESET_RESOURCE])) {
      const body: unknown = Array.isArray(bodies) ? bodies[0] : undefined;
      if (isObject(body) && typeof body["name"] === "string") rulesets.set(label, toPolicyName(body["name"]));
    }
  }
  return { values, rulesets };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}
