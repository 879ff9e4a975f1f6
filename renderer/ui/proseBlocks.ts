/** The part of Markdown that Sallyport's own pages are written in. */
export type Block =
  /** Level 1 is the page's title. */
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] };

/** Headings, paragraphs and lists of a page; lines that only go on are joined. */
export function proseBlocks(markdown: string): Block[] {
  return markdown
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .flatMap((part): Block[] => {
      const [, marks, text] = /^(#+) (.*)$/.exec(part) ?? [];
      if (marks !== undefined && text !== undefined) return [{ kind: "heading", level: marks.length, text }];
      if (!part.startsWith("- ")) return [{ kind: "paragraph", text: joined(part) }];
      return [{ kind: "list", items: part.slice(2).split(/\n- /).map(joined) }];
    });
}

function joined(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
