import type { Argument, Condition, Operand, Value } from "./ast.ts";
import { BARE_ARGUMENT, isWhole } from "./lexicon.ts";
import { quote } from "./quoting.ts";

/** Writes a condition on one line, with the fewest parentheses that keep its shape. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.children.map((child) => printInside(child, condition.kind)).join(` ${condition.kind} `);
    case "not":
      return `not ${printInside(condition.child, "not")}`;
    case "macro":
      return condition.name;
    case "check": {
      const left = `${printOperand(condition.left)} ${condition.operator}`;
      return condition.right ? `${left} ${printValue(condition.right)}` : left;
    }
  }
}

/** How tight each kind binds; a child must bind tighter than its parent, or needs parentheses. */
const TIGHTNESS = { or: 0, and: 1, not: 2, check: 3, macro: 3 } as const;

function printInside(child: Condition, parent: "and" | "or" | "not"): string {
  const text = printCondition(child);
  return TIGHTNESS[child.kind] > TIGHTNESS[parent] ? text : `(${text})`;
}

function printOperand(operand: Operand): string {
  if (operand.kind === "transformer") return `${operand.name}(${operand.args.map(printArgument).join(", ")})`;
  if (operand.argument === undefined) return operand.name;
  return `${operand.name}[${isWhole(BARE_ARGUMENT, operand.argument) ? operand.argument : quote(operand.argument)}]`;
}

function printArgument(argument: Argument): string {
  return argument.kind === "arguments" ? `(${argument.items.map(printArgument).join(", ")})` : printValue(argument);
}

function printValue(value: Value): string {
  switch (value.kind) {
    case "text":
      return value.quoted ? quote(value.text) : value.text;
    case "number":
      return value.text;
    case "name":
      return value.name;
    case "values":
      return `(${value.items.map(printValue).join(", ")})`;
    default:
      return printOperand(value);
  }
}
