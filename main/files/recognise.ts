/** What a file is, by its content; its name decides only where the content leaves it open. */
export type Format = "json" | "ndjson" | "yaml";
export type Recognised = { format: Format } | { format: "empty" } | { format: "none"; message: string };

/** `head` is the beginning of the (decompressed) file, `whole` whether there is no more of it. */
export function recognise(head: Buffer, whole: boolean, name: string): Recognised {
  const foreign = foreignFormat(head);
  if (foreign) return { format: "none", message: foreign };
  const text = head.toString("latin1");
  const body = text.trimStart();
  if (body === "") return { format: whole ? "empty" : "yaml" };
  if (!/^[{[]/.test(body)) return { format: "yaml" };
  // JSON cannot have a line of dashes; and a name in braces without quotes, or a template, is YAML.
  if (/^---(?:\s|$)/m.test(text) || /^(?:\{\s*[^"}\s]|\[\s*[^"\d\s\][{tfn-])/.test(body)) return { format: "yaml" };
  if (YAML_NAME.test(name) && whole) return { format: "yaml" };
  return { format: isLines(body, whole) || LINES_NAME.test(name) ? "ndjson" : "json" };
}

const YAML_NAME = /\.ya?ml(?:\.gz|\.zst)?$/i;
const LINES_NAME = /\.(?:ndjson|jsonl)(?:\.gz|\.zst)?$/i;

/** Whether the first lines are values of their own, at least two of them. */
function isLines(body: string, whole: boolean): boolean {
  const lines = body.split("\n", MAX_LINES + 1);
  if (!whole && lines.length <= MAX_LINES) lines.pop();
  const filled = lines.slice(0, MAX_LINES).filter((line) => line.trim() !== "");
  const values = filled.filter(isObjectText).length;
  return filled.length >= 2 && values >= 1 && values * 2 >= filled.length;
}

const MAX_LINES = 8;

function isObjectText(line: string): boolean {
  if (!/^\s*\{\s*"/.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

const ascii = (text: string): Buffer => Buffer.from(text, "latin1");

/** Formats that people mistake for manifests, by their first bytes, with what to do about them. */
const FOREIGN: { bytes: Buffer; at?: number; message: string }[] = [
  { bytes: ascii("\xff\xfe"), message: "It is UTF-16 text. Save it as UTF-8." },
  { bytes: ascii("\xfe\xff"), message: "It is UTF-16 text. Save it as UTF-8." },
  { bytes: ascii("PK\x03\x04"), message: "It is a zip archive inside another archive, or from a pipe. Unpack it and read the folder." },
  { bytes: ascii("ustar"), at: 257, message: "It is a tar archive that is damaged or inside another archive. Unpack it and read the folder." },
  { bytes: ascii("\x1f\x8b"), message: "It is compressed twice. Decompress it once." },
  { bytes: ascii("BZh"), message: "It is compressed with bzip2. Decompress it first." },
  { bytes: ascii("\xfd7zXZ\x00"), message: "It is compressed with xz. Decompress it first." },
  { bytes: ascii("k8s\x00"), message: "It is in Kubernetes' protobuf format. Export it as JSON or YAML." },
];

function foreignFormat(head: Buffer): string | undefined {
  const known = FOREIGN.find(({ bytes, at = 0 }) => head.subarray(at, at + bytes.length).equals(bytes));
  if (known) return known.message;
  const zero = head.indexOf(0);
  if (zero < 0) return undefined;
  return `It is a binary file (byte ${zero} is zero), not YAML or JSON.`;
}
