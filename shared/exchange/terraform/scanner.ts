/** Steps through a Terraform file word by word. Source: the HCL native syntax specification, "Lexical elements". */
export interface Scanner {
  readonly offset: number;
  /** Passes blanks and comments, line ends only where asked; false at the end of the text. */
  skipBlank(lines: boolean): boolean;
  /** Takes a character when it is the next one. */
  take(character: string): boolean;
  /** Takes an identifier. */
  word(): string | undefined;
  /** Takes an identifier or a text in quotes, without its quotes. */
  label(): string | undefined;
  /** Passes over one character, text in quotes, heredoc, or bracket with everything inside it. */
  skip(): void;
  /** Passes over what is left of an expression: up to a line end, a comma or a bracket that it does not open itself. */
  skipExpression(): void;
}

const BLANK = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const BLANK_LINES = /(?:[ \t\r\n\ufeff]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;
const OPENING = "([{";
const CLOSING = ")]}";

export function createScanner(text: string): Scanner {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };

  /** Passes a text in quotes; `${…}` in it may hold quotes again. */
  const skipQuoted = (): void => {
    at++;
    while (at < text.length && text[at] !== '"' && text[at] !== "\n") {
      const next = text.slice(at, at + 3);
      if (next === "$${" || next === "%%{") at += 3;
      else if (next.startsWith("${") || next.startsWith("%{")) {
        at++;
        skipBracket();
      } else at += text[at] === "\\" ? 2 : 1;
    }
    if (text[at] === '"') at++;
  };
  /** Passes a bracket with everything inside. It does not nest as calls do: a file may be deeper than the stack. */
  const skipBracket = (): void => {
    let depth = 0;
    do {
      const character = text[at] ?? "";
      if (OPENING.includes(character)) depth++;
      else if (CLOSING.includes(character)) depth--;
      else if (character === '"') {
        skipQuoted();
        continue;
      } else if (character === "#" || character === "/") {
        const before = at;
        match(BLANK);
        if (at > before) continue;
      }
      at++;
    } while (depth > 0 && at < text.length);
  };
  const skipHeredoc = (): boolean => {
    const word = match(HEREDOC)?.[1];
    if (word === undefined) return false;
    while (at < text.length) {
      const end = text.indexOf("\n", at);
      const line = text.slice(at, end < 0 ? text.length : end).trim();
      // The line end after the closing word ends the expression: it stays.
      at = line === word ? (end < 0 ? text.length : end) : end < 0 ? text.length : end + 1;
      if (line === word) break;
    }
    return true;
  };
  const skip = (): void => {
    const character = text[at] ?? "";
    if (character === '"') skipQuoted();
    else if (character !== "" && OPENING.includes(character)) skipBracket();
    else if (character !== "<" || !skipHeredoc()) at++;
  };
  const quoted = (): string => {
    const start = at;
    skipQuoted();
    return text.slice(start + 1, at - 1);
  };

  return {
    get offset() {
      return at;
    },
    skipBlank(lines) {
      match(lines ? BLANK_LINES : BLANK);
      return at < text.length;
    },
    take(character) {
      if (text[at] !== character) return false;
      at++;
      return true;
    },
    word: () => match(WORD)?.[0],
    label: () => (text[at] === '"' ? quoted() : match(WORD)?.[0]),
    skip,
    skipExpression() {
      for (;;) {
        match(BLANK);
        const character = text[at];
        if (character === undefined || character === "\n" || character === "," || CLOSING.includes(character)) return;
        skip();
      }
    },
  };
}
