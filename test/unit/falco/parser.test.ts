import { describe, expect, it } from "vitest";
import { parseCondition, printCondition, type Condition } from "../../../shared/falco/index.ts";

/** The condition as printed, with parentheses wherever there is a node: shows the shape. */
function shape(text: string): string {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return shapeOf(parsed.condition);
}

function shapeOf(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.kind} ${condition.children.map(shapeOf).join(" ")})`;
    case "not":
      return `(not ${shapeOf(condition.child)})`;
    case "macro":
      return condition.name;
    case "check":
      return `[${printCondition(condition)}]`;
  }
}

describe("connectives", () => {
  it.each([
    ["a", "a"],
    ["  a\n", "a"],
    ["a and b", "(and a b)"],
    ["a and b and c", "(and a b c)"],
    ["a or b and c", "(or a (and b c))"],
    ["a and b or c and d or e", "(or (and a b) (and c d) e)"],
    ["(a or b) and c", "(and (or a b) c)"],
    ["a or (b or c)", "(or a (or b c))"],
    ["((a))", "a"],
    ["( a )or( b )", "(or a b)"],
    ["a and(b or c)", "(and a (or b c))"],
    ["not a", "(not a)"],
    ["not not a", "a"],
    ["not not not a", "(not a)"],
    ["not(a or b) and c", "(and (not (or a b)) c)"],
    ["not not(a)", "a"],
    ["not (not a)", "(not (not a))"],
    ["not a and b", "(and (not a) b)"],
    ["nothing and order and android", "(and nothing order android)"],
    ["not_this or and_that", "(or not_this and_that)"],
    ["a\tand\r\nb", "(and a b)"],
  ])("%s", (text, expected) => {
    expect(shape(text)).toBe(expected);
  });
});

describe("checks", () => {
  it.each([
    ["proc.name=bash", "[proc.name = bash]"],
    ["proc.name  ==  bash", "[proc.name == bash]"],
    ["proc.name!='a b'", '[proc.name != "a b"]'],
    ["evt.num<=0x1F", "[evt.num <= 0x1F]"],
    ["evt.num>-1.5e+3", "[evt.num > -1.5e+3]"],
    ["proc.name exists", "[proc.name exists]"],
    ["proc.name in (a,b , c)", "[proc.name in (a, b, c)]"],
    ["proc.name in()", "[proc.name in ()]"],
    ["proc.name in ( 'a' )", '[proc.name in ("a")]'],
    ["proc.name in names", "[proc.name in names]"],
    ["fd.name pmatch (/etc, /usr)", "[fd.name pmatch (/etc, /usr)]"],
    ["fd.ip intersects (10.0.0.0/8)", "[fd.ip intersects (10.0.0.0/8)]"],
    ["proc.aname[2] = x", "[proc.aname[2] = x]"],
    ["proc.env['A B'] = x", '[proc.env["A B"] = x]'],
    ["evt.arg.flags contains O_CREAT", "[evt.arg.flags contains O_CREAT]"],
    ["fd.name glob /tmp/*", "[fd.name glob /tmp/*]"],
    ["fd.name regex '^/a(b|c)$'", '[fd.name regex "^/a(b|c)$"]'],
    ["proc.name = <NA>", "[proc.name = <NA>]"],
    ["proc.name = and", "[proc.name = and]"],
    ["proc.name = -x", "[proc.name = -x]"],
    ["proc.name = größe😀", "[proc.name = größe😀]"],
    ["tolower(proc.name) = x", "[tolower(proc.name) = x]"],
    ["toupper( b64( proc.name ) ) = x", "[toupper(b64(proc.name)) = x]"],
    ["len(proc.args) > 5", "[len(proc.args) > 5]"],
    ["proc.name = val(proc.pname)", "[proc.name = val(proc.pname)]"],
    ["proc.name in basename(proc.exepath)", "[proc.name in basename(proc.exepath)]"],
    ["proc.pid < val( proc.aname[1] )", "[proc.pid < val(proc.aname[1])]"],
    ["proc.name = anyof (sshd,sudo)", "[proc.name = anyof (sshd, sudo)]"],
    ["proc.name startswith  oneof(kube-)", "[proc.name startswith oneof (kube-)]"],
    ["proc.name!=allof()", "[proc.name != allof ()]"],
    ["proc.name = anyof", "[proc.name = anyof]"],
    ["proc.name = anyof-x", "[proc.name = anyof-x]"],
    [`join( ":" , (fd.rip, tolower(fd.name), 'x', 7) ) in ("a:1")`, `[join(":", (fd.rip, tolower(fd.name), "x", 7)) in ("a:1")]`],
    ["join(',', proc.args) contains x", '[join(",", proc.args) contains x]'],
    ["join(',', ()) = x", '[join(",", ()) = x]'],
    ["proc.name contains\n  x", "[proc.name contains x]"],
    [`evt.buffer contains "\\x00\\xFFa\\x41"`, `[evt.buffer contains "\u0000\\xffaA"]`],
    ["proc.name in (val(x)", undefined],
    ["proc.name in oneof (x)", undefined],
    ["evt.num >= anyof (1)", undefined],
    ["proc.name = oneof x", undefined],
    ["join(x) = y", undefined],
    ["join(',', (a b)) = y", undefined],
    ["tolower(a.b, c.d) = y", undefined],
    ["proc.name = value", "[proc.name = value]"],
  ])("%s", (text, expected) => {
    if (expected === undefined) expect(parseCondition(text).ok).toBe(false);
    else expect(shape(text)).toBe(expected);
  });
});

describe("strings", () => {
  it.each([
    [`"a\\"b"`, 'a"b'],
    [`'a\\'b'`, "a'b"],
    [`'a"b'`, 'a"b'],
    [`"a\\\\b"`, "a\\b"],
    [`"\\t\\n\\r\\b\\f\\/"`, "\t\n\r\b\f/"],
    [`"a\\ b"`, "a\\b"],
    [`""`, ""],
    [`"and or ( ,"`, "and or ( ,"],
  ])("%s", (written, meant) => {
    const parsed = parseCondition(`a.b = ${written}`);
    expect(parsed).toMatchObject({ ok: true, condition: { right: { kind: "text", text: meant, quoted: true } } });
  });
});

describe("what is refused", () => {
  it.each([
    ["", 0, "A field check"],
    ["   ", 0, "A field check"],
    ["and a", 0, "A field check"],
    ["a and", 5, "A field check"],
    ["a or b and", 10, "A field check"],
    ["a andb", 5, "A blank or '('"],
    ["a or,b", 4, "A blank or '('"],
    ["a and or b", 6, "A field check"],
    ["not", 0, "A field check"],
    ["a b", 2, "'and', 'or' or the end"],
    ["a or(b) and c", 8, "'and', 'or' or the end"],
    ["a.b", 3, "An operator"],
    ["a.b.", 3, "An operator"],
    ["a.b ~ c", 4, "An operator"],
    ["a.b inn (c)", 4, "An operator"],
    ["a.b =", 5, "A value after '='"],
    ["a.b = (c)", 6, "A value after '='"],
    ["a.b === c", 6, "A value after '=='"],
    ["a.b > c", 6, "A number"],
    ["a.b > 5c", 7, "'and', 'or' or the end"],
    ["a.b in", 6, "Values in parentheses"],
    ["a.b in (", 8, "A value or ')'"],
    ["a.b in (c", 9, "',' or ')'"],
    ["a.b in (,c)", 8, "A value or ')'"],
    ["a.b in (c,)", 10, "A value after ','"],
    ["a.b in (c d)", 10, "',' or ')'"],
    ["a.b startswith(c)", 14, "A blank after"],
    ["a.b = 'c", 6, "not closed"],
    ["a.b = \"c\\\\\"", 6, "not closed"],
    ["a.b = \"c\\x1\"", 8, "two hexadecimal digits"],
    ["a.b = \"c\\q\"", 8, "no escape \\q"],
    ["join(',', word) = c", 10, "A field, a transformer, a text in quotes or a number"],
    ["a.b in anyof (c)", 13, "'and', 'or' or the end"],
    ["a.b = \"c\\'\"", 8, "no escape \\'"],
    ["a.b[ = c", 5, "An argument of a.b"],
    ["a.b[] = c", 4, "An argument of a.b"],
    ["a.b[1 = c", 6, "']'"],
    ["tolower(a) = c", 8, "A field"],
    ["tolower(a.b", 11, "')'"],
    ["val(a.b) = c", 3, "'and', 'or' or the end"],
    ["a.b = val(tolower(c.d))", 10, "A field in val()"],
    ["a = b", 2, "read as a macro"],
    ["a in (b)", 2, "read as a macro"],
    ["(a", 2, "'and', 'or' or ')'"],
    ["a)", 1, "'and', 'or' or the end"],
    ["😀", 0, "'😀' stands here"],
    ["1a.b = c", 0, "A field check"],
  ])("%j at %i", (text, offset, message) => {
    const parsed = parseCondition(text);
    expect(parsed.ok ? "accepted" : parsed.problem.message).toContain(message);
    expect(!parsed.ok && parsed.problem.offset).toBe(offset);
  });

  it("tells line and column of the condition's own text", () => {
    expect(parseCondition("a and\n  b or\n  ?")).toMatchObject({ ok: false, problem: { line: 3, column: 3, expected: ["a field check", "a macro", "'('", "'not'"] } });
  });

  it.each([["(", ")"], ["not(", ")"], ["not (", ")"], ["a and (", ")"], ["a or(", ")"]])("nests no deeper than it should: %s", (open, close) => {
    const nest = (depth: number) => parseCondition(open.repeat(depth) + "a" + close.repeat(depth));
    expect(nest(200).ok).toBe(true);
    expect(nest(201)).toMatchObject({ ok: false, problem: { message: expect.stringContaining("200 levels") } });
    expect(nest(100_000).ok).toBe(false);
  });

  it("takes long chains", () => {
    expect(parseCondition(`${"a and ".repeat(100_000)}a`)).toMatchObject({ ok: true, condition: { children: { length: 100_001 } } });
    expect(parseCondition(`${"not ".repeat(100_000)}a`)).toMatchObject({ ok: true, condition: { kind: "macro" } });
    expect(parseCondition(`${"tolower(".repeat(100_000)}a.b`).ok).toBe(false);
  });
});

describe("spans", () => {
  it("cover each node without the blanks around it", () => {
    const text = " a  and not  proc.name in ( b, \"c\" )  or tolower( d.e[1] )= f ";
    const parsed = parseCondition(text);
    const spans: string[] = [];
    const collect = (node: unknown): void => {
      if (node === null || typeof node !== "object") return;
      if ("span" in node) {
        const { start, end } = node.span as { start: number; end: number };
        spans.push(text.slice(start, end));
      }
      for (const child of Object.values(node)) collect(child);
    };
    collect(parsed);
    expect(spans).toEqual([
      text.trim(), "a  and not  proc.name in ( b, \"c\" )", "a", "not  proc.name in ( b, \"c\" )", "proc.name in ( b, \"c\" )", "proc.name", "( b, \"c\" )", "b", "\"c\"",
      "tolower( d.e[1] )= f", "tolower( d.e[1] )", "d.e[1]", "f",
    ]);
  });
});
