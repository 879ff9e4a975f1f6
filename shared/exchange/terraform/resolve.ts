import { isObject, type JsonObject } from "../../kernel/json.ts";
import { lose, remark, type ReadContext } from "../context.ts";
import { toPolicyName } from "../names.ts";
import { RULESET_RESOURCE } from "./names.ts";
import { parseTemplate } from "./template.ts";

/** Works out what expressions stand for, as far as the files themselves say it. */
export interface Resolver {
  /**
   * A value with its texts taken apart: literal, or what a variable's default or a local stands for. A reference to a
   * ruleset of the files becomes that ruleset's name, and `onReference` hears of it. An expression that cannot be worked
   * out becomes null and is noted as lost.
   */
  resolve(context: ReadContext, value: unknown, path: string, onReference?: (reference: string, rulesetName: string) => void): unknown;
}

const REFERENCE = new RegExp(`^${RULESET_RESOURCE}\\.([A-Za-z_][A-Za-z0-9_-]*)\\.id$`);
const NAMED = /^(var|local)\.([A-Za-z_][A-Za-z0-9_-]*)$/;
/** A local may stand for another one; a circle ends here. */
const MOST_STEPS = 16;

export function resolverOf(contents: unknown[]): Resolver {
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

  const resolve: Resolver["resolve"] = (context, value, path, onReference) => {
    const text = (written: string, steps: number): unknown => {
      const parts = parseTemplate(written);
      const [only] = parts;
      if (parts.length === 1 && only && "expression" in only) return expression(only.expression.trim(), steps);
      const read = parts.map((part) => ("literal" in part ? part.literal : expression(part.expression.trim(), steps)));
      return read.every((part) => typeof part === "string" || typeof part === "number") ? read.join("") : unknown(written);
    };
    const expression = (written: string, steps: number): unknown => {
      const label = REFERENCE.exec(written)?.[1];
      const ruleset = label === undefined ? undefined : rulesets.get(label);
      if (ruleset !== undefined && onReference) {
        onReference(written, ruleset);
        return ruleset;
      }
      if (steps < MOST_STEPS && NAMED.test(written) && values.has(written)) {
        remark(context, `${path}: ${written} is read as the value it has in the file, and written as that value.`);
        return read(values.get(written), path, steps + 1);
      }
      return unknown(`\${${written}}`);
    };
    const unknown = (written: string): null => {
      lose(context, `${path} is ${written}, which only Terraform can work out.`);
      return null;
    };
    const read = (inner: unknown, at: string, steps: number): unknown => {
      if (typeof inner === "string") return text(inner, steps);
      if (Array.isArray(inner)) return inner.map((item, index) => resolve(context, item, `${at}[${index}]`, onReference));
      if (isObject(inner)) {
        return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, resolve(context, item, at === "" ? key : `${at}.${key}`, onReference)])) as JsonObject;
      }
      return inner;
    };
    return read(value, path, 0);
  };
  return { resolve };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}
