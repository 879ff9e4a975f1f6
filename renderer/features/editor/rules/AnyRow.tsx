import { memo } from "react";
import { unreadOf } from "../../../../shared/model/unread.ts";
import { isSame } from "../logic/align.ts";
import type { RemovedRow, RuleRow } from "../logic/rows.ts";
import { OfferRow } from "./OfferRow.tsx";
import { RemovedRowView, UnreadRowView } from "./OtherRows.tsx";
import { RuleRowView } from "./RuleRowView.tsx";
import type { RowProps } from "./useRule.ts";

export type AnyRowProps = RowProps<RuleRow | RemovedRow>;

/** One line of a group, whatever it is. Drawn again only when something of it changed: an edit concerns one row of many. */
export const AnyRow = memo(function AnyRow({ row, ...rest }: AnyRowProps) {
  if (row.kind === "removed") return <RemovedRowView row={row} place={rest.place} />;
  if (row.index === undefined) return <OfferRow row={row} place={rest.place} />;
  const listed = { ...row, index: row.index };
  return unreadOf(row.rule) ? <UnreadRowView row={listed} place={rest.place} /> : <RuleRowView {...rest} row={listed} />;
}, isSameRow);

/** Whether a line would be drawn as it was. */
export function isSameRow(before: AnyRowProps, now: AnyRowProps): boolean {
  if (before.place !== now.place || before.definition !== now.definition || !isSame(before.issues, now.issues)) return false;
  const [a, b] = [before.row, now.row];
  if (a.kind === "removed" || b.kind === "removed") return a.kind === b.kind && a.index === b.index && isSame(a.rule, b.rule);
  return a.index === b.index && a.change === b.change && isSame(a.rule, b.rule) && isSame(a.saved, b.saved);
}

/** The identity of a line while the pane is drawn. */
export function rowKey(row: RuleRow | RemovedRow): string {
  return row.kind === "removed" ? `removed ${row.index}` : row.index === undefined ? `offer ${row.type}` : `rule ${row.index}`;
}
