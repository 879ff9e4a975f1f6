import { isObject, type JsonObject } from "../kernel/json.ts";
import type { Parameter, RuleDescriptor } from "../rules/descriptor.ts";
import { parameterProblems } from "../rules/parameters.ts";
import { refuse, remark } from "./context.ts";
import { at, fieldsOf, list, oneOf, pathTo, raw, requiredText, text, textList, unknownFields, type Fields } from "./fields.ts";

const CONDITION_TYPES = ["match", "exclude"] as const;
const RESOURCE_FILTERS = ["registry", "repository"] as const;
const CONDITION_OPERATORS = ["beginsWith", "endsWith", "contains", "equals"] as const;

/**
 * Reads the parameters of a rule written under their custom-resource names, and checks them as the editor does. Gives up
 * on one that is missing or wrong.
 * @param fields the `properties` map; an empty one where the rule has none.
 */
export function readParameters(fields: Fields, descriptor: RuleDescriptor): { properties: JsonObject; unknown: JsonObject | undefined } {
  const properties: JsonObject = {};
  for (const parameter of descriptor.parameters) {
    const value = readParameter(fields, parameter);
    if (value !== undefined) properties[parameter.name] = value;
  }
  const [problem] = parameterProblems(descriptor, properties);
  if (problem) {
    const name = problem.path.split(/[.[]/, 1)[0] ?? "";
    const given = fields.map[name];
    const found = given === undefined ? "is missing" : `is ${JSON.stringify(given)?.slice(0, 80) ?? "unreadable"}`;
    refuse(fields.context, at(fields, name), `${problem.path} ${found}.`, problem.message);
  }
  return { properties, unknown: unknownFields(fields) };
}

function readParameter(fields: Fields, parameter: Parameter): unknown {
  switch (parameter.kind) {
    case "choice":
      return text(fields, parameter.name);
    case "number":
      return readNumber(fields, parameter.name);
    case "values":
      return textList(fields, parameter.name);
    case "attestors":
      return raw(fields, parameter.name);
    case "conditions":
      return readConditions(fields, parameter.name);
  }
}

function readNumber(fields: Fields, key: string): unknown {
  const value = raw(fields, key);
  if (typeof value !== "string" || !/^\s*\d{1,9}\s*$/.test(value)) return value;
  remark(fields.context, `${pathTo(fields, key)} is the text "${value}": read as the number ${Number(value)}.`, fields.map, key);
  return Number(value);
}

/** Conditions of a signature rule; fields that are not known stay in them. */
function readConditions(fields: Fields, key: string): unknown[] | undefined {
  return list(fields, key)?.map((item, index) => {
    const path = `${pathTo(fields, key)}[${index}]`;
    if (!isObject(item)) return refuse(fields.context, { ...at(fields, key), path }, "A condition must be a map.", "Write it with type, resourceFilter, operatorOrFunction and value.");
    const condition = fieldsOf(fields.context, item, path);
    const known = {
      type: oneOf(condition, "type", CONDITION_TYPES) ?? "match",
      resourceFilter: oneOf(condition, "resourceFilter", RESOURCE_FILTERS) ?? refuse(fields.context, at(condition, "resourceFilter"), "resourceFilter is missing.", `Use one of ${RESOURCE_FILTERS.join(", ")}.`),
      operatorOrFunction: oneOf(condition, "operatorOrFunction", CONDITION_OPERATORS) ?? refuse(fields.context, at(condition, "operatorOrFunction"), "operatorOrFunction is missing.", `Use one of ${CONDITION_OPERATORS.join(", ")}.`),
      value: requiredText(condition, "value"),
    };
    return { ...known, ...unknownFields(condition) };
  });
}
