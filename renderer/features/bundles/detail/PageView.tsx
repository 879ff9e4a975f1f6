import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { ExpandableSection } from "@patternfly/react-core";

/** What a page for people is made of, and as what it is drawn inside this one. Anything else is drawn as its text. */
const DRAWN: Record<string, "h3" | "h4" | "h5" | "p" | "dl" | "dt" | "dd" | "table" | "thead" | "tbody" | "tr" | "th" | "td" | "ol" | "ul" | "li"> = {
  H1: "h3", H2: "h4", H3: "h5", P: "p", DL: "dl", DT: "dt", DD: "dd", TABLE: "table", THEAD: "thead", TBODY: "tbody", TR: "tr", TH: "th", TD: "td", OL: "ol", UL: "ul", LI: "li",
};

/** The page for people, read when it is asked for. */
export function PageForPeople({ html }: { html: string }) {
  const [open, setOpen] = useState(false);
  return (
    <ExpandableSection toggleText="The page for people" className="sp-gap" isExpanded={open} onToggle={(_, on) => setOpen(on)}>
      {open && <PageView html={html} />}
    </ExpandableSection>
  );
}

/**
 * The page for people that a bundle brings, drawn from its text and structure alone: no style, script, link or address of
 * the file reaches the window, whoever wrote it.
 *
 * @param html the whole document
 */
function PageView({ html }: { html: string }) {
  const body = useMemo(() => bodyOf(html), [html]);
  return (
    <div className="bun-page" tabIndex={0} role="region" aria-label="Page">
      {drawn(body)}
    </div>
  );
}

/** Its head, with the style it has elsewhere, is not even parsed: the window's content security policy would complain. */
function bodyOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(html.slice(Math.max(0, html.search(/<body[\s>]/i))), "text/html").body;
}

function drawn(parent: Element): ReactNode[] {
  return [...parent.childNodes].map((node, index) => {
    if (!(node instanceof Element)) return isLayout(parent) ? null : node.textContent;
    const Tag = tagOf(node);
    // The order of a page does not change: the place is the key.
    return Tag ? <Tag key={index}>{drawn(node)}</Tag> : <span key={index}>{node.textContent}</span>;
  });
}

/** A head over a column of numbers says nothing: then it is no head. */
function tagOf({ tagName, textContent }: Element): (typeof DRAWN)[string] | undefined {
  return tagName === "TH" && textContent.trim() === "" ? "td" : DRAWN[tagName];
}

/** Where white space between elements is no text. */
function isLayout({ tagName }: Element): boolean {
  return ["BODY", "DL", "TABLE", "THEAD", "TBODY", "TR", "OL", "UL"].includes(tagName);
}
