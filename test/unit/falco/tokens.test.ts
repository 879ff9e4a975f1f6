import { describe, expect, it } from "vitest";
import { tokens } from "../../../shared/falco/index.ts";

/** `kind:text` of every token that is no blank. */
function read(text: string, lists: string[] = []): string[] {
  return tokens(text, new Set(lists)).filter(({ kind }) => kind !== "blank").map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);
}

describe("tokens", () => {
  it.each<[string, string[]]>([
    ["a and not b", ["macro:a", "keyword:and", "keyword:not", "macro:b"]],
    ["not(a)or(b)", ["keyword:not", "punctuation:(", "macro:a", "punctuation:)", "keyword:or", "punctuation:(", "macro:b", "punctuation:)"]],
    ["proc.aname[2] = bash", ["field:proc.aname[2]", "operator:=", "string:bash"]],
    ["proc.env['a b'] != ''", ["field:proc.env['a b']", "operator:!=", "string:''"]],
    ["evt.num >= 0x1f and evt.num<5", ["field:evt.num", "operator:>=", "number:0x1f", "keyword:and", "field:evt.num", "operator:<", "number:5"]],
    ["fd.name exists or a", ["field:fd.name", "operator:exists", "keyword:or", "macro:a"]],
    ["fd.name contains \"a b\"", ["field:fd.name", "operator:contains", 'string:"a b"']],
    ["proc.name in (sh, 'a', 7)", ["field:proc.name", "operator:in", "punctuation:(", "string:sh", "punctuation:,", "string:'a'", "punctuation:,", "number:7", "punctuation:)"]],
    ["proc.name in shells", ["field:proc.name", "operator:in", "macro:shells"]],
    [
      "tolower(proc.name) = val( proc.pname ) and a",
      ["keyword:tolower", "punctuation:(", "field:proc.name", "punctuation:)", "operator:=", "keyword:val", "punctuation:(", "field:proc.pname", "punctuation:)", "keyword:and", "macro:a"],
    ],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("colours the names of known lists as macros", () => {
    expect(read("proc.name in (shells, sh)", ["shells"])).toContain("macro:shells");
  });

  it("goes on after mistakes", () => {
    expect(read("a.b = = c and ?? d")).toEqual(["field:a.b", "operator:=", "unknown:=", "macro:c", "keyword:and", "unknown:??", "macro:d"]);
    expect(read("a.b = \"open\nand c")).toEqual(["field:a.b", "operator:=", 'string:"open', "keyword:and", "macro:c"]);
    expect(read("a.b = \"bad \\x\" and c")).toEqual(["field:a.b", "operator:=", 'string:"bad \\x"', "keyword:and", "macro:c"]);
    expect(read("a.b in (c and")).toEqual(["field:a.b", "operator:in", "punctuation:(", "string:c", "string:and"]);
  });
});
