import { Checkbox, ExpandableSection, SearchInput } from "@patternfly/react-core";
import { memo, useMemo } from "react";
import type { ReactNode } from "react";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import { usePolicyState } from "../EditorContext.ts";
import { definitionName, listsAt, placePath, rulePath, savedLists } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { filterRows, groupRows } from "../logic/rows.ts";
import type { GroupRows } from "../logic/rows.ts";
import { issuesWithin } from "../logic/issues.ts";
import { TrapCount } from "../traps/TrapCount.tsx";
import { AddVerificationRule } from "./AddVerificationRule.tsx";
import { AnyRow, isSameRow, rowKey } from "./AnyRow.tsx";
import type { AnyRowProps } from "./AnyRow.tsx";
import { isShown } from "../hooks/usePaneView.ts";
import type { PaneView } from "../hooks/usePaneView.ts";
import { MoreRows } from "./MoreRows.tsx";

interface Props {
  place: Place;
  view: PaneView;
  /** Beside the filter. */
  more: ReactNode;
}

const NONE: FieldIssue[] = [];

/** All rules of a definition by group, with a filter over them. */
export function RulesPane({ place, view, more }: Props) {
  const { policy, base, issues } = usePolicyState();
  const definition = definitionName(policy, place);
  const rules = listsAt(policy, place).rules;
  const saved = savedLists(policy, place, base)?.rules;
  const isCompared = base !== null;
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
          lines={group.rows.map((row) => ({ row, place, definition, issues: row.kind === "rule" && row.index !== undefined ? issuesWithin(issues, rulePath(place, row.index)) : NONE }))}
          place={place}
          expanded={isFiltered || (view.expanded[group.group] ?? isExpandedAtFirst(group))}
          setExpanded={view.setExpanded}
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
  /** Its lines with what each is drawn from. */
  lines: AnyRowProps[];
  place: Place;
  expanded: boolean;
  setExpanded: PaneView["setExpanded"];
  /** Rows drawn. */
  limit: number;
  onMore: () => void;
}

/** One group of rules. Drawn again only when one of its lines has changed. */
const RuleGroup = memo(function RuleGroup({ group, lines, place, expanded, setExpanded, limit, onMore }: GroupProps) {
  const paths = lines.flatMap(({ row }) => (row.kind === "rule" && row.index !== undefined ? [rulePath(place, row.index)] : []));
  const shown = lines.filter(({ row }, at) => isShown(limit, at, lines.length, row.kind === "removed" || row.change !== undefined));
  const problems = lines.reduce((sum, line) => sum + line.issues.length, 0);
  return (
    <ExpandableSection
      className="ed-group"
      toggleWrapper="h2"
      isExpanded={expanded}
      onToggle={(_, next) => setExpanded(group.group, next)}
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
        {shown.map((line) => <AnyRow key={rowKey(line.row)} {...line} />)}
      </ul>
      {group.group === "signature" && <AddVerificationRule place={place} />}
      <MoreRows shown={shown.length} of={lines.length} hint="; the filter looks at all" onMore={onMore} />
    </ExpandableSection>
  );
}, isSameGroup);

function isSameGroup(before: GroupProps, now: GroupProps): boolean {
  return (
    before.place === now.place && before.expanded === now.expanded && before.setExpanded === now.setExpanded &&
    before.limit === now.limit && before.onMore === now.onMore && countText(before.group) === countText(now.group) &&
    before.lines.length === now.lines.length && before.lines.every((line, at) => isSameRow(line, now.lines[at] as AnyRowProps))
  );
}

function countText({ tickedTypes, types, tickedRules }: GroupRows): string {
  const rules = tickedRules > tickedTypes ? ` · ${tickedRules} rules` : "";
  return `${tickedTypes} of ${types}${rules}`;
}
