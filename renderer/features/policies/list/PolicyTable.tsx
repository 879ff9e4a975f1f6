import { Label } from "@patternfly/react-core";
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link, useNavigate } from "react-router";
import type { PolicyFormat, PolicySummary } from "../../../../shared/ipc/types.ts";
import { Time } from "../../../ui/Time.tsx";
import { number } from "../../../ui/format.ts";
import { FORMATS } from "../export/formats.ts";
import { COLUMNS, platformWord } from "./view.ts";
import type { ListView } from "./view.ts";

interface Props {
  policies: PolicySummary[];
  view: ListView;
  onView: (view: ListView) => void;
  onDuplicate: (policy: PolicySummary) => void;
  onDelete: (policy: PolicySummary) => void;
  onExport: (policy: PolicySummary, format: PolicyFormat) => void;
}

/** The policy list: the name with the description under it; a click on a row modifies the policy. */
export function PolicyTable({ policies, view, onView, ...actions }: Props) {
  return (
    <Table aria-label="Policies" variant="compact">
      <Thead>
        <Tr>
          {COLUMNS.map(({ key, title }, index) => (
            <Th
              key={key}
              modifier="nowrap"
              sort={{
                columnIndex: index,
                sortBy: { index: COLUMNS.findIndex((column) => column.key === view.sort), direction: view.descending ? "desc" : "asc" },
                onSort: (_, _index, direction) => onView({ ...view, sort: key, descending: direction === "desc" }),
              }}
            >
              {title}
            </Th>
          ))}
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {policies.map((policy) => <PolicyRow key={policy.name} policy={policy} {...actions} />)}
      </Tbody>
    </Table>
  );
}

type RowProps = Omit<Props, "policies" | "view" | "onView"> & { policy: PolicySummary };

function PolicyRow({ policy, onDuplicate, onDelete, onExport }: RowProps) {
  const navigate = useNavigate();
  const path = `/policies/${encodeURIComponent(policy.name)}`;
  const isSaved = policy.version > 0;
  return (
    <Tr isClickable onRowClick={(event) => !isOnControl(event?.target) && void navigate(path)}>
      <Td dataLabel="Name" className="pol-name">
        <Link to={path}>{policy.name}</Link>{" "}
        {policy.hasDraft && <Label isCompact color="blue">{isSaved ? "unsaved changes" : "draft, never saved"}</Label>}
        {policy.description && <div className="sp-quiet pol-description">{policy.description}</div>}
      </Td>
      <Td dataLabel="Platform">{platformWord(policy)}</Td>
      <Td dataLabel="Rules">
        {number(policy.ruleCount)}
        {policy.namespacedCount > 0 && <span className="sp-quiet"> in {policy.namespacedCount + 1} definitions</span>}
      </Td>
      <Td dataLabel="Clusters">{policy.assignedTo.length === 0 ? <span className="sp-quiet">none</span> : policy.assignedTo.join(", ")}</Td>
      <Td dataLabel="Version">{isSaved ? `v${policy.version}` : "–"}</Td>
      <Td dataLabel="Created">{isSaved ? <Time at={policy.created} /> : "–"}</Td>
      <Td dataLabel="Updated"><Time at={policy.updated} /></Td>
      <Td isActionCell>
        <ActionsColumn
          items={[
            { title: "Modify", onClick: () => void navigate(path) },
            { title: "Duplicate", isDisabled: !isSaved, onClick: () => onDuplicate(policy) },
            ...FORMATS.map(({ format, title }) => ({ title: `Export: ${title}`, isDisabled: !isSaved, onClick: () => onExport(policy, format) })),
            { isSeparator: true },
            { title: isSaved ? "Delete" : "Discard draft", isDanger: true, onClick: () => onDelete(policy) },
          ]}
          popperProps={{ position: "right" }}
        />
      </Td>
    </Tr>
  );
}

/** A link or a button inside the row does its own thing. */
function isOnControl(target: EventTarget | null | undefined): boolean {
  return target instanceof Element && target.closest("a, button, [role=menu]") !== null;
}
