import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");

/** A document of the project, written in Markdown. */
export interface DocumentText {
  /** Relative to the checkout. */
  path: string;
  text: string;
  /** Lines of shell in its code blocks, without prompt and comment; continued lines joined. */
  commands: string[];
  /** Inline code. */
  code: string[];
  /** Targets of links and pictures, as written. */
  links: string[];
}

/** Every document a newcomer may read. */
export function documents(): DocumentText[] {
  return ["README.md", "CHANGELOG.md", ...globSync("docs/**/*.md", { cwd: ROOT }).toSorted()].map(read);
}

/** A command of a document's `console` blocks, and what it prints there. */
export interface ShownOutput {
  command: string;
  output: string;
}

/** The commands that a document shows with their output. */
export function shownOutputs(path: string): ShownOutput[] {
  const blocks = [...readFileSync(join(ROOT, path), "utf8").matchAll(/^```console\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, body = ""]) =>
    body.split(/^\$ /m).filter((part) => part !== "").map((part) => {
      const end = part.indexOf("\n");
      return { command: part.slice(0, end), output: part.slice(end + 1) };
    }),
  );
}

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

function read(path: string): DocumentText {
  const text = readFileSync(join(ROOT, path), "utf8");
  const blocks = [...text.matchAll(BLOCK)].filter(([, language]) => language === "sh" || language === "console");
  const prose = text.replace(BLOCK, "");
  return {
    path: path.replaceAll("\\", "/"),
    text,
    commands: blocks.flatMap(([, language, body = ""]) => commandsOf(body, language === "console")),
    code: [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? ""),
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/(?:src|srcset)="([^"]+)"/g)].map((match) => match[1] ?? ""),
  };
}

/** In a `console` block only lines with a prompt are commands; the rest is what they print. */
function commandsOf(body: string, prompts: boolean): string[] {
  return body
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => !prompts || line.startsWith("$ "))
    .map((line) => line.replace(/^\$ /, "").replace(/(^|\s)#\s.*$/, "").trim())
    .filter((line) => line !== "");
}

/** Why a link leads nowhere; undefined when it leads somewhere. Links to other machines are not followed. */
export function brokenLink(from: DocumentText, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? join(ROOT, from.path) : resolve(ROOT, dirname(from.path), file);
  if (!existsSync(target)) return `${from.path}: ${link} leads to no file`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return headings(readFileSync(target, "utf8")).includes(anchor) ? undefined : `${from.path}: ${relative(ROOT, target)} has no heading #${anchor}`;
}

/** The anchors that a reader of Markdown gives to headings. */
function headings(text: string): string[] {
  return [...text.replace(BLOCK, "").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"),
  );
}
