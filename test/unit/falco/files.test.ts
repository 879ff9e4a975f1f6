import { describe, expect, it } from "vitest";
import { checkRuleFiles } from "../../../shared/falco/index.ts";
import { casesOf, expectationOf } from "./cases.ts";

describe("rule files that Falco takes", () => {
  it.each(casesOf("good"))("%s", (_, files) => {
    const { groups } = expectationOf(files, /^# rules (\d+), macros (\d+), lists (\d+), warnings (\d+)/m);
    const { rules, macros, lists, problems } = checkRuleFiles(files);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect([rules.length, macros.length, lists.length, problems.length].map(String)).toEqual(groups);
  });
});

describe("rule files that are refused", () => {
  it.each(casesOf("broken"))("%s", (_, files) => {
    const { file, groups: [line, column, message = ""] } = expectationOf(files, /^# error (\d+):(\d+): (.+)$/m);
    const errors = checkRuleFiles(files).problems.filter(({ severity }) => severity === "error");
    const found = errors.map((error) => [error.file, `${error.line}:${error.column}`, error.message.includes(message) ? message : error.message]);
    expect(found).toEqual([[file, `${line}:${column}`, message]]);
    expect(errors.filter(({ remedy }) => remedy === undefined).map((error) => error.message)).toEqual([]);
  });
});
