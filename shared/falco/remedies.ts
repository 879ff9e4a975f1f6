/** What to do about a condition that cannot be read, by what was expected where it stopped. The first that fits counts. */
const REMEDIES: [expected: RegExp, remedy: string][] = [
  [/^a number/, "Write a number; texts are compared with = or in."],
  [/^a value after ','|^',' or|^','$/, "Separate values with commas, and put one with blanks, commas, parentheses or = in it in quotes."],
  [/^a value/, "Write a value; put one with blanks, commas, parentheses or = in it in quotes."],
  [/^values in/, "Write for example in (bash, zsh), or the name of a list."],
  [/^an operator/, "Compare the field with something, for example proc.name = bash."],
  [/^a field check/, "Write a check such as proc.name = bash, or the name of a macro."],
  [/^an argument/, "Write for example proc.aname[2]."],
  [/^a field in/, "Write for example val(proc.pname)."],
  [/^a field/, "Write a field such as proc.name; a text needs quotes here."],
  [/^a blank/, "Put a blank there."],
  [/^'\]'/, "Close the bracket."],
  [/^'\)'/, "Close the parenthesis."],
  [/^'and'/, "Join checks with 'and' or 'or', close each parenthesis, and put a value with blanks in it in quotes."],
];

/** `expected`: what could have stood there; `message`: why it was refused. */
export function conditionRemedy({ expected, message }: { expected: string[]; message: string }): string | undefined {
  if (message.includes("not closed")) return "Close the quote.";
  if (message.includes("hexadecimal")) return "Write for example \\x7f, or \\\\x for a backslash and an x.";
  if (message.includes("escape")) return "Write \\\\ for a backslash; \\n, \\t, \\r, \\b, \\f, \\/ and the quote itself can be escaped.";
  if (message.includes("read as a macro")) return "Write the field with its class, for example proc.name.";
  if (message.includes("levels deep")) return "Split the condition into macros.";
  const [first = ""] = expected;
  return REMEDIES.find(([pattern]) => pattern.test(first))?.[1];
}
