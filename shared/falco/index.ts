import type { CompleteException } from "./exceptions.ts";
import { checkFileName, checkFileSize } from "./files.ts";
import { readItems } from "./items.ts";
import { resolve, type Resolved } from "./resolve.ts";
import { joined } from "./scalar.ts";
import { emptyState, plainEntry, type RuleInfo } from "./state.ts";
import type { FalcoCheck, FalcoException, FalcoProblem, FalcoRule, RuleFile } from "./types.ts";
import { checkIds, checkOutput, checkProductKeys } from "./vendor.ts";
import { openFile } from "./yamlFile.ts";

export type { Condition, Field, Operand, Span, Text, Value } from "./ast.ts";
export { MAX_FILE_BYTES } from "./files.ts";
export { parseCondition } from "./parser.ts";
export type { ConditionProblem, ParsedCondition } from "./parser.ts";
export { printCondition } from "./print.ts";
export { tokens } from "./tokens.ts";
export type { Token, TokenKind } from "./tokens.ts";
export { MITIGATIONS, PRIORITIES } from "./types.ts";
export type {
  ExceptionValue, FalcoCheck, FalcoException, FalcoList, FalcoMacro, FalcoMitigation, FalcoPriority, FalcoProblem, FalcoRule, FilePlace, RuleFile,
} from "./types.ts";

/**
 * Reads rule files as Falco (0.40 up to 0.45) would, one after the other, and checks what the product asks of custom rules. Everything
 * found wrong is listed, while Falco stops at the first mistake; what could be read is returned all the same. Never throws.
 */
export function checkRuleFiles(files: RuleFile[]): FalcoCheck {
  const problems: FalcoProblem[] = [];
  const state = emptyState();
  const names = new Set<string>();
  for (const file of files) {
    checkFileName(file.name, names, problems);
    if (!checkFileSize(file, problems)) continue;
    readItems(state, openFile(file, problems));
  }
  const report = (place: { file: string; line: number; column: number }, severity: FalcoProblem["severity"], message: string, remedy?: string): void => {
    problems.push({ file: place.file, line: place.line, column: place.column, severity, message, ...(remedy === undefined ? {} : { remedy }) });
  };
  const { exceptions, unusedLists, unusedMacros } = resolve(state, report);
  checkIds(state.rules.values(), (place, message, remedy) => report(place, "error", message, remedy));
  for (const rule of state.rules.values()) checkProductKeys(rule, (place, message, remedy, severity = "error") => report(place, severity, message, remedy));
  for (const rule of state.rules.values()) checkOutput(rule, (place, message, remedy, severity = "error") => report(place, severity, message, remedy));
  // A condition that could not be read may use any of them.
  if (!problems.some(({ severity }) => severity === "error")) {
    for (const { name, place } of unusedMacros) report(place, "warning", `No rule or macro uses the macro '${name}'.`);
    for (const { name, place } of unusedLists) report(place, "warning", `No rule or macro uses the list '${name}'.`);
  }
  return {
    rules: [...state.rules.values()].map((rule) => plainRule(rule, exceptions)),
    macros: [...state.macros.values()].map(({ name, place, condition }) => ({ ...place, name, condition: joined(condition).text.trim() })),
    lists: [...state.lists.values()].map(({ name, place, items }) => ({ ...place, name, items: items.map(({ text }) => text) })),
    problems: sorted(problems, files),
  };
}

function plainRule(rule: RuleInfo, exceptions: Resolved["exceptions"]): FalcoRule {
  return {
    ...rule.place,
    ...(rule.id ? { id: rule.id.text } : {}),
    name: rule.name,
    desc: rule.desc.join(" ").trim(),
    priority: rule.priority,
    enabled: rule.enabled,
    source: rule.source,
    tags: [...rule.tags],
    output: joined(rule.output).text.trim(),
    condition: joined(rule.condition).text.trim(),
    exceptions: (exceptions.get(rule.name) ?? []).map(plainException),
    ...(rule.mitigation ? { mitigation: rule.mitigation } : {}),
    userDefinedFields: Object.fromEntries(rule.userDefinedFields.map(({ key, value }) => [key, value.text])),
  };
}

function plainException({ name, fields, comps, values }: CompleteException): FalcoException {
  return { name, fields: plainEntry(fields), comps: plainEntry(comps), values: values.map(plainEntry) };
}

function sorted(problems: FalcoProblem[], files: RuleFile[]): FalcoProblem[] {
  const order = new Map(files.map(({ name }, at) => [name, at]));
  return problems.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column);
}
