import { useState } from "react";
import { Button, Radio } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Draft, PolicyVersion } from "../../../shared/ipc/types.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Time } from "../../ui/Time.tsx";
import { count } from "../../ui/format.ts";
import type { VersionsView } from "./view.ts";

interface Props {
  /** Newest first. */
  versions: PolicyVersion[];
  draft: Draft | null;
  view: VersionsView;
  onView: (part: Partial<VersionsView>) => void;
  onShow: (version: number) => void;
  onRestore: (version: number) => void;
}

/** Versions drawn at first, and more at a time. */
const FEW = 20;

/** Every version with its author, time and note; two radio buttons a row choose what is compared with what. */
export function VersionTable({ versions, draft, view, onView, onShow, onRestore }: Props) {
  const [limit, setLimit] = useState(FEW);
  const shown = versions.slice(0, limit);
  const left = versions.length - shown.length;
  return (
    <>
      <Table aria-label="Versions" variant="compact" className="ver-table">
        <Thead>
          <Tr><Th>From</Th><Th>To</Th><Th>Version</Th><Th>Saved</Th><Th>By</Th><Th width={40}>Note</Th><Th screenReaderText="Actions" /></Tr>
        </Thead>
        <Tbody>
          {draft && (
            <Tr>
              <Td dataLabel="From" />
              <Td dataLabel="To"><Radio id="to-draft" name="to" aria-label="Compare to the draft" isChecked={view.b === "draft"} onChange={() => onView({ b: "draft" })} /></Td>
              <Td dataLabel="Version">draft</Td>
              <Td dataLabel="Saved" modifier="nowrap"><Time at={draft.updated} /></Td>
              <Td dataLabel="By">{draft.author}</Td>
              <Td dataLabel="Note"><span className="sp-quiet">not saved yet</span></Td>
              <Td />
            </Tr>
          )}
          {shown.map(({ version, saved, author, note }, index) => (
            <Tr key={version}>
              <Td dataLabel="From"><Radio id={`from-${version}`} name="from" aria-label={`Compare from v${version}`} isChecked={view.a === version} onChange={() => onView({ a: version })} /></Td>
              <Td dataLabel="To"><Radio id={`to-${version}`} name="to" aria-label={`Compare to v${version}`} isChecked={view.b === version} onChange={() => onView({ b: version })} /></Td>
              <Td dataLabel="Version" modifier="nowrap">v{version}{index === 0 && " (newest)"}</Td>
              <Td dataLabel="Saved" modifier="nowrap"><Time at={saved} /></Td>
              <Td dataLabel="By">{author}</Td>
              <Td dataLabel="Note" className="sp-wrap">{note}</Td>
              <Td modifier="nowrap" dataLabel="Actions">
                <span className="sp-row-actions">
                  <Button variant="link" isInline aria-label={`View v${version}`} onClick={() => onShow(version)}>View</Button>
                  {index > 0 && <Button variant="link" isInline aria-label={`Restore v${version}`} onClick={() => onRestore(version)}>Restore</Button>}
                </span>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <div className="sp-facts">
        {left > 0 && <Button variant="link" isInline onClick={() => setLimit(limit + FEW * 5)}>Show {count(Math.min(left, FEW * 5), "older version")}</Button>}
        <CopyButton label="Copy as text" text={() => versionsAsText(versions)} />
      </div>
    </>
  );
}

function versionsAsText(versions: PolicyVersion[]): string {
  const rows = versions.map(({ version, saved, author, note }) => [`v${version}`, saved, author, note.replaceAll(/\s+/g, " ")].join("\t"));
  return ["Version\tSaved\tBy\tNote", ...rows].join("\n");
}
