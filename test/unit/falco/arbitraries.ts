import fc from "fast-check";

/** Conditions as people write them: right by construction, with random blanks. */

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).filter((text) => !["and", "or", "not"].includes(text));
const fieldName = fc.tuple(word, word).map((parts) => parts.join("."));
const quoted = fc.stringMatching(/^[a-z *()=,'é😀]{0,8}$/u).map((text) => `"${text}"`);
const argument = fc.oneof(fc.nat(9).map(String), word, quoted);
const field = fc.tuple(fieldName, fc.option(argument)).map(([name, index]) => (index === null ? name : `${name}[${index}]`));
const transformed = fc.tuple(fc.constantFrom("tolower", "toupper", "b64", "basename", "len"), field).map(([name, of]) => `${name}(${of})`);
const joined = fc.tuple(quoted, fc.array(fc.oneof(field, quoted, fc.nat(9).map(String)), { maxLength: 3 })).map(([separator, items]) => `join(${separator}, (${items.join(", ")}))`);
const operand = fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: transformed }, { weight: 1, arbitrary: joined });
const text = fc.oneof(fc.stringMatching(/^[a-z/*.-]{1,8}$/), quoted);
const right = fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: field.map((name) => `val(${name})`) });

const check = fc.oneof(
  operand.map((left) => `${left} exists`),
  fc.tuple(operand, fc.constantFrom("=", "==", "!="), right).map((parts) => parts.join("")),
  fc.tuple(operand, fc.constantFrom("contains", "startswith", "glob", "iglob", "regex", "endswith"), right).map((parts) => parts.join(" ")),
  fc.tuple(operand, fc.constantFrom("= anyof", "!= allof", "startswith oneof", "regex anyof"), fc.array(text, { maxLength: 4 })).map(([left, operator, items]) => `${left} ${operator} (${items.join(", ")})`),
  fc.tuple(operand, fc.constantFrom("<", "<=", ">", ">="), fc.integer()).map((parts) => parts.join(" ")),
  fc.tuple(operand, fc.constantFrom("in", "pmatch", "intersects"), fc.array(text, { maxLength: 4 })).map(([left, operator, items]) => `${left} ${operator} (${items.join(", ")})`),
);

export const condition: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    check,
    word,
    fc.tuple(tie("any"), fc.constantFrom(" and ", " or ", "\n  and "), tie("any")).map((parts) => parts.join("")),
    tie("any").map((inside) => `( ${inside})`),
    tie("any").map((inside) => `not (${inside})`),
    tie("any").map((inside) => `not ${inside}`),
  ),
})).any;

/** Almost conditions: pieces in any order. */
export const scraps: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(
    "and", "or", "not", "not(", "(", ")", ",", "=", "==", "!=", "<", ">=", "in", "exists", "contains", "glob", "proc.name", "fd.name[0]", "tolower(", "join(", "anyof", "val(", "shells", "\"a", "'b'",
    "\\", " ", " ", "\n", "\t", "[", "]", "7", "0x", "é", "😀", "\u0000", "\ud800", ".",
  ), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 25 })
  .map((parts) => parts.join(""));
