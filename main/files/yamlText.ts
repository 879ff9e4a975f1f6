import { isUtf8 } from "node:buffer";

import { depthExceeds, MAX_DEPTH, parseYamlDocuments, type YamlDocument } from "../../shared/kube/yaml.ts";
import { TOO_DEEP, YAML_BYTES_PER_MS, YAML_MS } from "./limits.ts";
import { withTimeLimit } from "./timeLimit.ts";

/** Parses the YAML documents of one file. */
export interface YamlParser {
  /** One document, or undefined for an empty one. `line` is its first line in the file. */
  parse(bytes: Buffer, line: number): YamlDocument | undefined;
  /** The file has used up its time: nothing more is parsed. */
  readonly exhausted: boolean;
}

/** Below this no document takes long, and setting up the time limit would cost more than parsing. */
const SMALL_BYTES = 4096;

export function createYamlParser(): YamlParser {
  let spent = 0;
  let bytesParsed = 0;
  let exhausted = false;

  function timed(text: string, bytes: number, line: number): YamlDocument[] {
    const started = performance.now();
    const left = YAML_MS + bytesParsed / YAML_BYTES_PER_MS - spent;
    const parse = (): YamlDocument[] => parseYamlDocuments(text, { firstLine: line });
    const documents = exhausted ? undefined : bytes < SMALL_BYTES ? { value: parse() } : withTimeLimit(left, parse);
    spent += performance.now() - started;
    bytesParsed += bytes;
    exhausted ||= documents === undefined || spent > YAML_MS + bytesParsed / YAML_BYTES_PER_MS;
    return documents?.value ?? [{ ok: false, problem: { line, column: 1, message: TOO_SLOW } }];
  }

  return {
    parse(bytes, line) {
      const text = bytes.toString("utf8");
      const broken = (message: string): YamlDocument => ({ ok: false, problem: { line, column: 1, message } });
      if (text.includes("\uFFFD") && !isUtf8(bytes)) return broken("It holds bytes that are not UTF-8. Save the file as UTF-8.");
      const json = jsonOf(text);
      if (json) return depthExceeds(json.value, MAX_DEPTH) ? broken(TOO_DEEP) : { ok: true, value: json.value };
      const document = timed(text, bytes.length, line)[0];
      if (!document || (document.ok && document.value === null)) return undefined;
      return document.ok ? document : explained(document, text);
    },
    get exhausted() {
      return exhausted;
    },
  };
}

const TOO_SLOW = `Parsing it takes longer than ${YAML_MS / 1000} seconds, as no manifest does: it and the rest of the file were left out.`;

/** A document in JSON is left to `JSON.parse`, which is much faster and means the same. */
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
