import { Td, Th, Tr } from "@patternfly/react-table";
import type { GroupBy, ScanSummary } from "../../../../shared/ipc/types.ts";
import { useScanGroupsQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";
import { VirtualTable } from "../../../ui/VirtualTable.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { number } from "../../../ui/format.ts";
import type { Sentences } from "../drawer/FindingCard.tsx";
import { groupFilter } from "./viewState.ts";
import type { ChangeView, View } from "./viewState.ts";

/** Height of a row in pixels; the style sheet holds rows to it. */
const ROW_HEIGHT = 44;

interface Props {
  scan: ScanSummary;
  view: View;
  by: GroupBy;
  sentences: Sentences;
  onChange: ChangeView;
}

/** Workloads gathered by what they have in common. A group leads to its workloads. */
export function Groups({ scan, view, by, sentences, onChange }: Props) {
  const { data, error } = useScanGroupsQuery({ id: scan.id, filter: view.filter, by });
  if (error) return <ErrorNotice error={error} title="The groups could not be fetched" />;
  if (!data) return <Waiting for="the groups" />;
  if (data.length === 0) return <EmptyNote title="Nothing to group">No workload that passes the filters has one.</EmptyNote>;
  const open = (key: string) => onChange({ show: { what: "rows" }, filter: groupFilter(view.filter, by, key) });
  return (
    <VirtualTable
      label={TITLES[by.what]}
      className="sp-groups"
      total={data.length}
      rowHeight={ROW_HEIGHT}
      columns={4}
      head={<Tr><Th>{by.what === "label" ? by.key : TITLES[by.what]}</Th><Th className="sp-col-pods">Workloads</Th><Th className="sp-col-pods">Pods</Th><Th className="sp-col-bar">Verdicts</Th></Tr>}
      row={(index) => {
        const group = data[index];
        if (!group) return null;
        const title = titleOf(by, group.key, sentences);
        return (
          <Tr key={group.key} data-index={index} aria-rowindex={index + 2}>
            <Td modifier="truncate" title={title}><button type="button" className="sp-rows__name" onClick={() => open(group.key)}>{title}</button></Td>
            <Td className="sp-col-pods">{number(group.workloads)}</Td>
            <Td className="sp-col-pods">{number(group.pods)}</Td>
            <Td className="sp-col-bar"><VerdictBar compact counts={group.counts} /></Td>
          </Tr>
        );
      }}
    />
  );
}

const TITLES = { namespace: "Namespace", kind: "Kind", image: "Image", registry: "Registry", rule: "Rule", label: "Label" } as const;

function titleOf(by: GroupBy, key: string, sentences: Sentences): string {
  if (by.what === "rule") return sentences.get(key) ?? key;
  if (key !== "") return key;
  return by.what === "registry" ? "(images that cannot be read)" : by.what === "label" ? "(without this label)" : "(none)";
}
