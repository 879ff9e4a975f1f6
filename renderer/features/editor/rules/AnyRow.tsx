import { unreadOf } from "../../../../shared/model/unread.ts";
import type { Place } from "../logic/place.ts";
import type { RemovedRow, RuleRow } from "../logic/rows.ts";
import { OfferRow } from "./OfferRow.tsx";
import { RemovedRowView, UnreadRowView } from "./OtherRows.tsx";
import { RuleRowView } from "./RuleRowView.tsx";

/** One line of a group, whatever it is. */
export function AnyRow({ row, place }: { row: RuleRow | RemovedRow; place: Place }) {
  if (row.kind === "removed") return <RemovedRowView row={row} place={place} />;
  if (row.index === undefined) return <OfferRow row={row} place={place} />;
  const listed = { ...row, index: row.index };
  return unreadOf(row.rule) ? <UnreadRowView row={listed} place={place} /> : <RuleRowView row={listed} place={place} />;
}

/** The identity of a line while the pane is drawn. */
export function rowKey(row: RuleRow | RemovedRow): string {
  return row.kind === "removed" ? `removed ${row.index}` : row.index === undefined ? `offer ${row.type}` : `rule ${row.index}`;
}
