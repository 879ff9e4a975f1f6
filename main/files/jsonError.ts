/**
 * Says where and why a text is not JSON. `JSON.parse` decides; this is asked only when it refused, because its own
 * messages often name no place.
 */
export interface JsonProblem {
  /** 0-based, in UTF-16 units. */
  offset: number;
  message: string;
}

export function locateJsonError(text: string): JsonProblem {
  const open: ("{" | "[")[] = [];
  let at = 0;
  let expected: Expected = "value";

  const skipSpace = (): void => {
    while (/[ \t\r\n]/.test(text[at] ?? "x")) at++;
  };
  const problem = (message: string): JsonProblem => ({ offset: at, message });
  const closed = (): Expected => (open.length === 0 ? "end" : "comma");

  while (true) {
    skipSpace();
    const char = text[at];
    if (char === undefined) return problem(expected === "end" ? "This is not JSON." : "It ends too early.");
    if (expected === "end") return problem(`Unexpected ${shown(char)} behind the value.`);
    if ((expected === "value or ]" && char === "]") || (expected === "key or }" && char === "}")) {
      open.pop();
      at++;
      expected = closed();
    } else if (expected === "value" || expected === "value or ]") {
      if (char === "{" || char === "[") {
        open.push(char);
        at++;
        expected = char === "{" ? "key or }" : "value or ]";
      } else {
        const wrong = scalar();
        if (wrong) return wrong;
        expected = closed();
      }
    } else if (expected === "key" || expected === "key or }") {
      if (char !== '"') return problem(`Expected a name in double quotes, found ${shown(char)}.`);
      const wrong = scalar();
      if (wrong) return wrong;
      expected = "colon";
    } else if (expected === "colon") {
      if (char !== ":") return problem(`Expected ":" behind a name, found ${shown(char)}.`);
      at++;
      expected = "value";
    } else {
      const inObject = open.at(-1) === "{";
      if (char === (inObject ? "}" : "]")) {
        open.pop();
        expected = closed();
      } else if (char === ",") expected = inObject ? "key" : "value";
      else return problem(`Expected "," or "${inObject ? "}" : "]"}", found ${shown(char)}.`);
      at++;
    }
  }

  /** Moves over a string, number or word; answers with a problem where it is none. */
  function scalar(): JsonProblem | undefined {
    if (text[at] === '"') return string();
    BARE.lastIndex = at;
    const found = BARE.exec(text);
    if (!found) return problem(`Expected a value, found ${shown(text[at] ?? "")}.`);
    at += found[0].length;
    return undefined;
  }

  function string(): JsonProblem | undefined {
    at++;
    while (true) {
      const char = text[at];
      if (char === undefined) return problem("A string has no end.");
      if (char < " ") return problem("A string holds a line break or another control character.");
      if (char === '"') break;
      if (char === "\\") {
        ESCAPE.lastIndex = at;
        const escape = ESCAPE.exec(text);
        if (!escape) return problem("A string holds an invalid escape.");
        at += escape[0].length;
      } else at++;
    }
    at++;
    return undefined;
  }
}

type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end";

const BARE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function shown(char: string): string {
  return char < " " ? `a control character (${char.charCodeAt(0)})` : `"${char}"`;
}
