import { Button, Checkbox, ExpandableSection, SearchInput } from "@patternfly/react-core";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { usePolicyState } from "../EditorContext.ts";
import { definitionName, listsAt, placePath, rulePath, savedLists } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { filterRows, groupRows } from "../logic/rows.ts";
import type { GroupRows } from "../logic/rows.ts";
import { issuesWithin } from "../logic/issues.ts";
import { TrapCount } from "../traps/TrapCount.tsx";
import { AddVerificationRule } from "./AddVerificationRule.tsx";
import { AnyRow, rowKey } from "./AnyRow.tsx";
import type { PaneView } from "../hooks/usePaneView.ts";
import { number } from "../../../ui/format.ts";

interface Props {
  place: Place;
  view: PaneView;
  /** Beside the filter. */
  more: ReactNode;
}

/** All rules of a definition by group, with a filter over them. */
export function RulesPane({ place, view, more }: Props) {
  const { policy, open } = usePolicyState();
  const rules = listsAt(policy, place).rules;
  const saved = savedLists(policy, place, open.base)?.rules;
  const isCompared = open.base !== null;
  const groups = useMemo(() => groupRows(rules ?? [], isCompared ? (saved ?? []) : undefined), [rules, saved, isCompared]);
  const { text, onlySelected } = view.filter;
  const shown = useMemo(() => filterRows(groups, { text, onlySelected }), [groups, text, onlySelected]);
  const isFiltered = text.trim() !== "" || onlySelected;
  return (
    <>
      <div className="ed-filter">
        <SearchInput
          aria-label="Filter rules"
          placeholder="Filter rules"
          value={text}
          onChange={(_, value) => view.setFilter({ text: value, onlySelected })}
          onClear={() => view.setFilter({ text: "", onlySelected })}
        />
        <Checkbox id={`only-selected-${placePath(place)}`} label="only selected" isChecked={onlySelected} onChange={(_, checked) => view.setFilter({ text, onlySelected: checked })} />
        {more}
      </div>
      {shown.length === 0 && <p className="ed-quiet ed-empty">No rule matches the filter{onlySelected ? ", or none is selected" : ""}.</p>}
      {shown.map((group) => (
        <RuleGroup
          key={group.group}
          group={group}
          place={place}
          expanded={isFiltered || (view.expanded[group.group] ?? isExpandedAtFirst(group))}
          onToggle={(expanded) => view.setExpanded(group.group, expanded)}
          limit={view.limit}
          onMore={view.showMore}
        />
      ))}
    </>
  );
}

/** What judges pods by their own fields is open from the start, the rest when something in it is ticked. */
function isExpandedAtFirst({ group, rows, tickedRules }: GroupRows): boolean {
  return ["pod", "container", "image", "other"].includes(group) || tickedRules > 0 || rows.some((row) => row.kind === "removed");
}

interface GroupProps {
  group: GroupRows;
  place: Place;
  expanded: boolean;
  onToggle: (expanded: boolean) => void;
  /** Rows drawn. */
  limit: number;
  onMore: () => void;
}

function RuleGroup({ group, place, expanded, onToggle, limit, onMore }: GroupProps) {
  const { policy, issues } = usePolicyState();
  const definition = definitionName(policy, place);
  const lines = group.rows.map((row) => ({ row, issues: row.kind === "rule" && row.index !== undefined ? issuesWithin(issues, rulePath(place, row.index)) : [] }));
  const paths = lines.flatMap(({ row }) => (row.kind === "rule" && row.index !== undefined ? [rulePath(place, row.index)] : []));
  const problems = lines.reduce((sum, line) => sum + line.issues.length, 0);
  return (
    <ExpandableSection
      className="ed-group"
      toggleWrapper="h2"
      isExpanded={expanded}
      onToggle={(_, next) => onToggle(next)}
      toggleContent={
        <span className="ed-group__head">
          <span>{group.title}</span>
          {problems > 0 && <span className="ed-problem">{problems} to fix</span>}
          <TrapCount paths={paths} />
          <span className="ed-quiet ed-group__count">{countText(group)}</span>
        </span>
      }
    >
      {group.note && <p className="ed-quiet ed-group__note">{group.note}</p>}
      <ul className="ed-rules">
        {lines.slice(0, limit).map(({ row, issues: own }) => <AnyRow key={rowKey(row)} row={row} place={place} issues={own} definition={definition} />)}
      </ul>
      {group.group === "signature" && <AddVerificationRule place={place} />}
      {lines.length > limit && (
        <p className="ed-group__note ed-quiet">
          {number(limit)} of {number(lines.length)} rows are shown; the filter looks at all. <Button variant="link" isInline size="sm" onClick={onMore}>Show more</Button>
        </p>
      )}
    </ExpandableSection>
  );
}

function countText({ tickedTypes, types, tickedRules }: GroupRows): string {
  const rules = tickedRules > tickedTypes ? ` · ${tickedRules} rules` : "";
  return `${tickedTypes} of ${types}${rules}`;
}
