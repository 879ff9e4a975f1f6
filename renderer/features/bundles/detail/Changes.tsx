import { Title } from "@patternfly/react-core";

interface Props {
  changes: readonly string[];
  against?: { version: number } | undefined;
}

/** What a bundle changes against the version before it, in words. */
export function Changes({ changes, against }: Props) {
  return (
    <section aria-labelledby="changes-title">
      <Title headingLevel="h2" size="lg" id="changes-title">{against ? `Changes against v${against.version}` : "Changes"}</Title>
      {!against && <p className="sp-quiet">No earlier version of it is here to compare with.</p>}
      {against && changes.length === 0 && <p className="sp-quiet">The documents are the same.</p>}
      {changes.length > 0 && <ul className="sp-list bun-changes">{changes.map((change) => <li key={change}>{change}</li>)}</ul>}
    </section>
  );
}
