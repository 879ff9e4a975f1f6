import { isUtf8 } from "node:buffer";

import { depthExceeds, MAX_DEPTH, parseYamlDocuments, type YamlDocument } from "../../shared/kube/yaml.ts";
import { TOO_DEEP } from "./limits.ts";

/**
 * Parses one YAML document. `line` is its first line in the file. Undefined: it is empty.
 * A document in JSON is left to `JSON.parse`, which is much faster and means the same.
 */
export function parseYamlBytes(bytes: Buffer, line: number): YamlDocument | undefined {
  const text = bytes.toString("utf8");
  const broken = (message: string): YamlDocument => ({ ok: false, problem: { line, column: 1, message } });
  if (text.includes("\uFFFD") && !isUtf8(bytes)) return broken("It holds bytes that are not UTF-8. Save the file as UTF-8.");
  const json = jsonOf(text);
  if (json) return depthExceeds(json.value, MAX_DEPTH) ? broken(TOO_DEEP) : { ok: true, value: json.value };
  const document = parseYamlDocuments(text, { firstLine: line })[0];
  if (!document || (document.ok && document.value === null)) return undefined;
  return document.ok ? document : explained(document, text);
}

function jsonOf(text: string): { value: unknown } | undefined {
  const body = text.replace(/^---[ \t]*(?:\r?\n|$)/, "");
  if (!/^\s*[{[]/.test(body)) return undefined;
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** A chart's templates are the most common YAML that is none. */
function explained(document: YamlDocument & { ok: false }, text: string): YamlDocument {
  if (!/\{\{-?\s/.test(text) && !text.includes("{{.")) return document;
  const { line, column, message } = document.problem;
  const helm = `This is a Helm template, not a manifest (${message.replace(/[.!?]$/, "")}). Render the chart with "helm template" and read its output.`;
  return { ok: false, problem: { line, column, message: helm } };
}
