/**
 * Texts of HCL as the parser gives them: interpolations stay as `${…}`, and a literal `${` is spelled `$${`. Source: the
 * HCL native syntax specification, "Template expressions".
 */

export type TemplatePart = { literal: string } | { expression: string };

/** Splits a text into what is literal, with its escapes undone, and what is an expression. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const next = text.slice(at, at + 3);
    if (next === "$${" || next === "%%{") {
      literal += next.slice(1);
      at += 3;
    } else if (next.startsWith("${") || next.startsWith("%{")) {
      const end = endOfExpression(text, at + 2);
      if (literal !== "") parts.push({ literal });
      literal = "";
      parts.push({ expression: text.slice(at + 2, end - 1) });
      at = end;
    } else {
      literal += text[at];
      at++;
    }
  }
  if (literal !== "" || parts.length === 0) parts.push({ literal });
  return parts;
}

/** The place after the `}` that closes an expression; braces in its texts do not count. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === "\\") at++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** A text as an HCL string in quotes. */
export function quoted(text: string): string {
  return `"${escaped(text).replaceAll(/([$%])(?=\{)/g, "$1$1")}"`;
}

/** A text that was never taken apart, as an HCL expression: alone where it is one, else in quotes. */
export function rewritten(text: string): string {
  const parts = parseTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only && "expression" in only) return only.expression.trim();
  return `"${parts.map((part) => ("literal" in part ? quoted(part.literal).slice(1, -1) : `\${${part.expression}}`)).join("")}"`;
}

const ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

function escaped(text: string): string {
  return text.replaceAll(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
