import { Content } from "@patternfly/react-core";
import { proseBlocks } from "./proseBlocks.ts";

interface Props {
  markdown: string;
  /** The level that the page's second-level headings have where it is shown. */
  heading: 2 | 3 | 4;
}

/** A page of Sallyport's own: headings, paragraphs and lists. */
export function Prose({ markdown, heading }: Props) {
  const Heading = `h${heading}` as const;
  return (
    <Content>
      {proseBlocks(markdown).map((block) => {
        switch (block.kind) {
          case "heading":
            return <Heading key={block.text}>{block.text}</Heading>;
          case "paragraph":
            return <p key={block.text}>{block.text}</p>;
          case "list":
            return <ul key={block.items.join()}>{block.items.map((item) => <li key={item}>{item}</li>)}</ul>;
        }
      })}
    </Content>
  );
}
