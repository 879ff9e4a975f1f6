import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkRuleFiles, type FalcoCheck } from "../../../shared/falco/index.ts";

const GOOD = join(import.meta.dirname, "../../fixtures/falco/good");

function check(...files: string[]): FalcoCheck {
  return checkRuleFiles(files.map((file) => ({ name: file.split("/").at(-1)!, text: readFileSync(join(GOOD, file), "utf8") })));
}

describe("a rule", () => {
  it("is returned with everything its item says", () => {
    expect(check("vendor.yaml").rules[0]).toEqual({
      file: "vendor.yaml", line: 2, column: 3, id: "CR-1234567890ABCDEFG", name: "Everything the product adds", desc: "d", priority: "Warning", enabled: true,
      source: "syscall", tags: [], output: "%proc.name %user.name %proc.pid", condition: "evt.type = unshare", exceptions: [], mitigation: "terminate",
      userDefinedFields: { team: "platform", who: "%user.name (%proc.pid)", percent: "100%" },
    });
  });

  it("knows the older and other names of the product's keys", () => {
    const [, older, other] = check("vendor.yaml").rules;
    expect(Object.entries(older!.userDefinedFields)).toEqual([["name", "%proc.name"], ["__proto__", "x"]]);
    expect(other!.mitigation).toBe("isolate");
  });

  it("reads each style of text as YAML means it", () => {
    expect(check("folded.yaml").rules[0]).toMatchObject({ desc: "A process that is not the server opens the private key.", output: "Key read by %proc.name (parent %proc.pname, file %fd.name)" });
    expect(check("quoted.yaml").rules).toMatchObject([
      { name: "Quoted: with a colon", desc: "It's a test of quotes", condition: "evt.type = execve and proc.cmdline contains \"curl \" and not proc.pname = 'cron'", output: "%proc.name said 'hello' # no comment" },
      { output: "a\ttab and %proc.name" },
    ]);
    expect(check("plain-multiline.yaml").rules[0]).toMatchObject({ name: "Plain text over two lines", condition: 'evt.type = connect and fd.typechar = 4 and fd.rip != "127.0.0.1"' });
    expect(check("crlf.yaml").rules[0]).toMatchObject({ name: "Windows line ends", condition: "evt.type = execve and proc.name = a" });
    expect(check("unicode.yaml").rules[0]).toMatchObject({ name: "Überwachung 東京 😀", tags: ["größe", "安全"], userDefinedFields: { ключ: "значение %proc.name" } });
    expect(check("anchors.yaml").rules).toMatchObject([{ output: "Shared text" }, { desc: "Shared text", condition: "evt.type = execve and proc.name in (base, same)", priority: "Informational" }]);
  });
});

describe("later items", () => {
  it("append in the old way", () => {
    const { rules, macros, lists } = check("append.yaml");
    expect(rules[0]).toMatchObject({ line: 6, condition: "evt.type = mount and not from_trusted and not user.name = root" });
    expect(macros[0]).toMatchObject({ line: 4, condition: "proc.pname in (trusted) or proc.aname[2] in (trusted)" });
    expect(lists[0]).toMatchObject({ line: 2, items: ["kubelet", "containerd"] });
  });

  it("append and replace key by key", () => {
    const { rules, macros, lists } = check("override.yaml");
    expect(rules[0]).toMatchObject({
      desc: "Somebody connects to a shell.", condition: "evt.type = accept4 and ssh and proc.name = sshd", output: "%fd.cip to %fd.sport", priority: "Notice", enabled: false,
      tags: ["network", "ssh"],
    });
    expect(macros[0]).toMatchObject({ condition: "fd.sport in (ports, 222)" });
    expect(lists[0]).toMatchObject({ items: ["22", "2222"] });
  });

  it("take the place of earlier ones of their name", () => {
    const { rules, macros, lists } = check("redefined.yaml");
    expect(rules).toMatchObject([{ name: "First", desc: "new", line: 22 }, { name: "Second" }]);
    expect(macros).toMatchObject([{ condition: "proc.pname in (names)" }]);
    expect(lists).toMatchObject([{ items: ["b", "c"] }]);
  });

  it("switch rules off", () => {
    expect(check("enabled.yaml").rules.map(({ enabled }) => enabled)).toEqual([false, false]);
  });

  it("reach over files, in the order of the files", () => {
    const files = ["several/1-lists.yaml", "several/2-rules.yaml", "several/3-local.yml"];
    expect(check(...files).rules).toMatchObject([{ file: "2-rules.yaml", line: 2, condition: "shell_started and not container.image.repository endswith /debug" }]);
    const { problems } = check(...files.toReversed());
    expect(problems.filter(({ severity }) => severity === "error").map(({ file, line, message }) => [file, line, message.split(":")[0]])).toEqual([
      ["3-local.yml", 1, "There is no earlier list of this name that the list 'shells' could change."],
      ["3-local.yml", 4, "There is no earlier rule of this name that the rule 'Shell' could change."],
    ]);
  });
});

describe("exceptions", () => {
  it("are returned with their operators filled in", () => {
    const [first, second] = check("exceptions.yaml").rules;
    expect(first!.exceptions).toEqual([
      { name: "server_and_parent", fields: ["proc.name", "proc.pname"], comps: ["=", "in"], values: [["postgres", ["postgres", "pg_ctl"]], ["pg_dump", "backup_tools"]] },
      { name: "by_path", fields: "proc.exepath", comps: "in", values: ["/usr/bin/psql", "/opt/my tools/psql"] },
      { name: "without_comps", fields: ["proc.name", "fd.directory"], comps: ["=", "="], values: [["cp", "/var/backup"]] },
      { name: "to_be_filled", fields: ["container.image.repository"], comps: ["="], values: [] },
    ]);
    expect(second!.exceptions[1]).toMatchObject({ comps: "pmatch" });
  });

  it("grow by appended values and new exceptions", () => {
    expect(check("exceptions-append.yaml").rules[0]!.exceptions).toMatchObject([
      { name: "by_process", values: [["dpkg"], ["rpm"], ["ansible"]] },
      { name: "by_user", fields: "user.name", values: ["ops"] },
    ]);
  });
});

describe("warnings", () => {
  const warningsOf = (file: string): [number, number, string][] => check(file).problems.map(({ line, column, message }) => [line, column, message]);

  it("name what is skipped, and the right spelling when there is one", () => {
    expect(check("skipped.yaml").problems).toMatchObject([
      { line: 4, column: 3, message: "This item is no rule, macro or list and is skipped." },
      { line: 13, column: 3, message: "'Tags' means nothing in the rule 'Known' and is skipped.", remedy: "Write 'tags'." },
      { line: 14, column: 3, message: "'runbook' means nothing in the rule 'Known' and is skipped." },
    ]);
  });

  it("name what nothing uses, but not when a condition could not be read", () => {
    expect(warningsOf("unused.yaml").map(([line, , message]) => [line, message])).toEqual([
      [2, "No rule or macro uses the list 'lonely'."],
      [3, "The item 'a=b' would break conditions in the list 'lonely'."],
      [4, "No rule or macro uses the macro 'alone'."],
    ]);
    const text = "- macro: m\n  condition: x.y = z\n- macro: broken\n  condition: m and\n";
    expect(checkRuleFiles([{ name: "a.yaml", text }]).problems).toHaveLength(1);
  });

  it("tell of rules that look at every event", () => {
    expect(warningsOf("many-types.yaml")).toEqual([[2, 3, "The rule 'Every event' looks at events of every type, which costs the node much time."]]);
  });

  it.each([
    ["evt.type = open", true], ["evt.type in (open, close)", true], ["x.y = z and evt.type = open", true], ["m and x.y = z", true], ["evt.type = a or evt.type = b", true],
    ["not evt.type != open", true], ["x.y = z", false], ["evt.type != open", false], ["not evt.type = open", false], ["evt.type = open or x.y = z", false], ["not m", false],
    ["evt.type startswith o", false],
  ])("know whether %s looks at few types of events", (condition, few) => {
    const text = `- macro: m\n  condition: evt.type = open\n- rule: r\n  id: CR-1\n  desc: d\n  output: o\n  priority: info\n  condition: ${condition}\n`;
    const told = checkRuleFiles([{ name: "a.yaml", text }]).problems.some(({ message }) => message.includes("every type"));
    expect(told).toBe(!few);
  });

  it("tell of what the product's documentation asks of every rule", () => {
    const text = "- rule: r\n  id: CR-1\n  desc: d\n  output: o\n  priority: info\n  condition: evt.type = open\n";
    const told = (more: string) => checkRuleFiles([{ name: "a.yaml", text: text + more }]).problems;
    expect(told("")).toMatchObject([{ line: 1, column: 3, severity: "warning", message: expect.stringContaining("The rule 'r' has no action and no userDefinedFields"), remedy: expect.stringContaining("action: log") }]);
    expect(told("  mitigation: log\n")).toMatchObject([{ message: expect.stringContaining("has no userDefinedFields, which") }]);
    expect(told("  action: log\n  custom_fields: {a: b}\n")).toEqual([]);
  });

  it("tell of an engine newer than the sensor's", () => {
    const problems = (version: string) => checkRuleFiles([{ name: "a.yaml", text: `- required_engine_version: ${version}\n` }]).problems.map(({ severity }) => severity);
    expect([problems("0.43.0"), problems("43"), problems("0.44.0"), problems("44"), problems("1.0.0"), problems("x")]).toEqual([[], [], ["warning"], ["warning"], ["warning"], ["error"]]);
  });
});
