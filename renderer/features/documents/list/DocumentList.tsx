import type { KeyboardEvent, ReactNode } from "react";
import { Button, SearchInput, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from "@patternfly/react-core";
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { IAction } from "@patternfly/react-table";
import { useNavigate, useSearchParams } from "react-router";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { count } from "../../../ui/format.ts";
import { asText, readView, shownItems, viewParams } from "./columns.ts";
import type { Column, ListView } from "./columns.ts";
import "../documents.css";

interface Props<T> {
  /** *Rulesets*. */
  title: string;
  /** *ruleset* and *rulesets*. */
  nouns: [one: string, many: string];
  items: T[];
  /** The first is the one by which a new list is sorted. */
  columns: Column<T>[];
  pathOf: (item: T) => string;
  actions: (item: T) => IAction[];
  /** Stands in the place of the table when there is nothing at all: an empty list teaches. */
  empty: ReactNode;
}

/** A list with search, sorting and copy as text; what is searched and how it is sorted stand in the address. */
export function DocumentList<T extends { name: string }>({ title, nouns, items, columns, pathOf, actions, empty }: Props<T>) {
  const [params, setParams] = useSearchParams();
  const view = readView(params, columns);
  const setView = (next: ListView) => setParams(viewParams(next, columns), { replace: true });
  const clear = () => setView({ ...view, text: "" });
  if (items.length === 0) return empty;
  const shown = shownItems(items, columns, view);
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <SearchInput aria-label={`Search ${nouns[1]}`} placeholder="Search" value={view.text} onChange={(_, text) => setView({ ...view, text })} onClear={clear} />
          </ToolbarItem>
          <ToolbarGroup align={{ default: "alignEnd" }}>
            <ToolbarItem><span role="status" className="sp-quiet">{count(shown.length, ...nouns)}</span></ToolbarItem>
            <ToolbarItem><CopyButton text={() => asText(shown, columns)} label="Copy as text" /></ToolbarItem>
          </ToolbarGroup>
        </ToolbarContent>
      </Toolbar>
      {shown.length === 0 && (
        <EmptyNote title={`No ${nouns[0]} matches`} action={<Button variant="link" onClick={clear}>Clear the search</Button>}>
          Nothing here has “{view.text}” in any column.
        </EmptyNote>
      )}
      {shown.length > 0 && (
        <Table aria-label={title} variant="compact">
          <Thead>
            <Tr>
              {columns.map(({ key, title: head, className }, index) => (
                <Th
                  key={key}
                  modifier="nowrap"
                  {...(className ? { className } : {})}
                  sort={{
                    columnIndex: index,
                    sortBy: { index: columns.findIndex((column) => column.key === view.sort), direction: view.descending ? "desc" : "asc" },
                    onSort: (_, _index, direction) => setView({ ...view, sort: key, descending: direction === "desc" }),
                  }}
                >
                  {head}
                </Th>
              ))}
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((item) => <Row key={item.name} item={item} columns={columns} path={pathOf(item)} actions={actions(item)} />)}
          </Tbody>
        </Table>
      )}
    </>
  );
}

function Row<T extends { name: string }>({ item, columns, path, actions }: { item: T; columns: Column<T>[]; path: string; actions: IAction[] }) {
  const navigate = useNavigate();
  // PatternFly's own handler would take Enter and Space away from the links and buttons inside the row.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    void navigate(path);
  };
  return (
    <Tr isClickable onRowClick={(event) => !isOnControl(event?.target) && void navigate(path)} onKeyDown={onKeyDown}>
      {columns.map(({ key, title, cell, className }) => (
        <Td key={key} dataLabel={title} {...(className ? { className } : {})}>{cell(item)}</Td>
      ))}
      <Td isActionCell>
        <ActionsColumn items={actions} popperProps={{ position: "right" }} />
      </Td>
    </Tr>
  );
}

/** A link or a button inside the row does its own thing. */
function isOnControl(target: EventTarget | null | undefined): boolean {
  return target instanceof Element && target.closest("a, button, [role=menu]") !== null;
}
