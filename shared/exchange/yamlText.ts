import { Document, visit } from "yaml";
import { plainYaml, type TextStyle } from "./yamlPlain.ts";

/** Words that need no quotes in any version of YAML: no number, date, boolean or null looks like them. */
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./@-]*$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[-+]?\d+)$/i;

/**
 * Writes YAML that is the same for the same value, with LF, and that every reader understands alike: a text that YAML 1.1
 * or 1.2 could take for something else is quoted.
 */
export function toYaml(value: unknown): string {
  return plainYaml(value, styleOf) ?? libraryYaml(value);
}

/** What `toYaml` writes, by the library alone: any value, in ten times the time. */
export function libraryYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== "string") return;
      const style = styleOf(node.value);
      if (style !== "plain") node.type = style === "block" ? "BLOCK_LITERAL" : "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0, indentSeq: true, flowCollectionPadding: false });
}

function styleOf(text: string): TextStyle {
  if (PLAIN.test(text) && !RESERVED.test(text)) return "plain";
  return isBlock(text) ? "block" : "quoted";
}

/** Several lines of printable ASCII without blanks at their ends: keys and rule files, which people read and compare. */
function isBlock(text: string): boolean {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.length > 1 && /^[!-~]/.test(text) && lines.at(-1) !== "" && lines.every((line) => /^[ -~]*$/.test(line) && !line.endsWith(" "));
}
