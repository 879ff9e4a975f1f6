import { eachLeaf, type Condition } from "./ast.ts";
import { comparisonsOf, complete, operatorsOf, placeOf, type CompleteException } from "./exceptions.ts";
import { restrictsEventType } from "./eventTypes.ts";
import { isModified } from "./lexicon.ts";
import { conditionRemedy } from "./remedies.ts";
import { resolveLists, walkReferences, type Lists, type Reference, type Report } from "./lists.ts";
import { parseCondition } from "./parser.ts";
import { joined, type SourceText } from "./scalar.ts";
import { newerInCondition, newerMessage, NEWER_REMEDY } from "./sensor.ts";
import { entryPlace, isText, type ListInfo, type MacroInfo, type RuleInfo, type RuleState } from "./state.ts";

/** Parses every condition and looks up the macros and lists in it, by Falco's rules of who sees whom. */

export interface Resolved {
  /** The complete ones of each rule, by the rule's name. */
  exceptions: Map<string, CompleteException[]>;
  unusedLists: ListInfo[];
  unusedMacros: MacroInfo[];
}

const QUOTE = `Write it with quotes inside quotes: '"…"'.`;

interface ParsedMacro {
  info: MacroInfo;
  condition: Condition;
  references: Reference[];
}

export function resolve(state: RuleState, report: Report): Resolved {
  const lists = resolveLists(state, report);
  const used = new Set<string>();
  const macros = new Map<string, ParsedMacro>();
  for (const info of state.macros.values()) {
    const source = joined(info.condition);
    const named = naming(`Macro '${info.name}'`, report);
    const condition = parse(source, named);
    if (!condition) continue;
    const references = lookUp(condition, source, info, { state, lists, used, report: named });
    macros.set(info.name, { info, condition, references });
  }
  const order = walkReferences([...macros.keys()], (name) => macros.get(name)?.references ?? [], (name, place) => {
    report(place, "error", `The macro '${name}' comes back to itself here.`, "A macro may use only macros that do not use it.");
  });
  const restricting = new Map<string, boolean>();
  for (const name of order) restricting.set(name, restrictsEventType(macros.get(name)?.condition, restricting));

  const exceptions: Resolved["exceptions"] = new Map();
  for (const rule of state.rules.values()) {
    const source = joined(rule.condition);
    const named = naming(`Rule '${rule.name}'`, report);
    const condition = parse(source, named);
    if (condition) {
      lookUp(condition, source, undefined, { state, lists, used, report: named });
      if (rule.source === "syscall" && rule.warnEventTypes && !restrictsEventType(condition, restricting))
        report(rule.place, "warning", `The rule '${rule.name}' looks at events of every type, which costs the node much time.`, "Add a check of evt.type, for example evt.type in (open, openat).");
    }
    exceptions.set(rule.name, resolveExceptions(rule, lists, named));
  }
  const unusedLists = lists.finish();
  const unusedMacros = [...state.macros.values()].filter(({ name }) => !used.has(name));
  return { exceptions, unusedLists, unusedMacros };
}

function parse(source: SourceText, report: Report): Condition | undefined {
  const parsed = parseCondition(source.text);
  if (parsed.ok) {
    for (const newer of newerInCondition(parsed.condition, source.text)) report(source.placeAt(newer.offset), "warning", newerMessage(newer), NEWER_REMEDY);
    return parsed.condition;
  }
  report(source.placeAt(parsed.problem.offset), "error", parsed.problem.message, conditionRemedy(parsed.problem));
  return undefined;
}

/** A mistake in a condition is told with the rule or macro that has it: a file may hold hundreds. */
function naming(owner: string, report: Report): Report {
  return (place, severity, message, remedy) => report(place, severity, `${owner}: ${message}`, remedy);
}

interface Context {
  state: RuleState;
  lists: Lists;
  used: Set<string>;
  report: Report;
}

/** Checks each name in a condition; returns the macros it uses. `inside` is the macro whose condition it is. */
function lookUp(condition: Condition, source: SourceText, inside: MacroInfo | undefined, context: Context): Reference[] {
  const references: Reference[] = [];
  eachLeaf(condition, (leaf) => {
    if (leaf.kind === "check") {
      lookUpLists(leaf, source, context.lists, context.report);
      return;
    }
    const place = source.placeAt(leaf.span.start);
    const wrong = macroProblem(leaf.name, inside, context);
    if (wrong) context.report(place, "error", ...wrong);
    if (!context.state.macros.has(leaf.name)) return;
    context.used.add(leaf.name);
    references.push({ name: leaf.name, place });
  });
  return references;
}

function macroProblem(name: string, inside: MacroInfo | undefined, { state, lists }: Context): [message: string, remedy: string] | undefined {
  if (lists.has(name)) {
    lists.use(name);
    return [`'${name}' is a list, and a macro must stand here.`, `Compare a field with it, as in 'proc.name in (${name})'.`];
  }
  const macro = state.macros.get(name);
  if (!macro) return [`There is no macro '${name}'.`, "Define it in this file or one before it, or check its spelling."];
  if (inside && inside !== macro && macro.index >= inside.visibility)
    return [`The macro '${name}' is defined only after '${inside.name}', which uses it.`, `Move '${name}' up.`];
  return undefined;
}

/** Lists are names without quotes: in parentheses any, elsewhere only one that stands for a single value. */
function lookUpLists({ right }: Extract<Condition, { kind: "check" }>, source: SourceText, lists: Lists, report: Report): void {
  if (!right) return;
  if (right.kind === "values") {
    for (const { text, quoted } of right.items) if (!quoted && lists.has(text)) lists.use(text);
    return;
  }
  const name = right.kind === "name" ? right.name : right.kind === "text" && !right.quoted ? right.text : undefined;
  if (name === undefined) return;
  if (lists.has(name)) {
    if (lists.use(name) === 1) return;
    report(source.placeAt(right.span.start), "error", `Falco puts the items of the list '${name}' here, where only one value may stand.`, `Write 'in (${name})'.`);
  } else if (right.kind === "name") {
    report(source.placeAt(right.span.start), "error", `There is no list '${name}'.`, "Define it, or write the values in parentheses.");
  }
}

function resolveExceptions(rule: RuleInfo, lists: Lists, report: Report): CompleteException[] {
  return rule.exceptions.flatMap((exception) => {
    const tell: Parameters<typeof complete>[1] = (about, message, remedy) => report(placeOf(about), "error", message, remedy);
    const whole = complete(exception, tell);
    if (!whole) return [];
    for (const operator of operatorsOf(whole)) {
      if (isModified(operator.text)) report(operator.placeAt(0), "warning", newerMessage({ what: `'${operator.text.trim()}'`, since: "0.44" }), NEWER_REMEDY);
    }
    for (const { text, value } of comparisonsOf(whole, tell)) {
      const place = entryPlace(value);
      const parsed = parseCondition(text);
      const check = parsed.ok && parsed.condition.kind === "check" ? parsed.condition : undefined;
      if (check) lookUpLists(check, { text, placeAt: () => place }, lists, report);
      else report(place, "error", `This value makes no comparison that Falco can read: ${text}`, isText(value) ? QUOTE : "Compare a list with in, intersects or pmatch.");
    }
    return [whole];
  });
}
