import { unreadOf } from "../../../../shared/model/unread.ts";
import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { insertRule, removeRule } from "../logic/edits.ts";
import { placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { RemovedRow } from "../logic/rows.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";
import { ChangeMark } from "./ChangeMark.tsx";
import { RowTools } from "./RowTools.tsx";
import { actionWord } from "./tie.ts";
import type { ListedRow } from "./useRule.ts";
import { focusRow } from "../focus.ts";

/** A saved rule that the draft took away: it can come back to its place. */
export function RemovedRowView({ row, place }: { row: RemovedRow; place: Place }) {
  const { edit } = useEditor();
  const sentence = ruleSentence(row.rule);
  const bringBack = () => {
    edit(`${placePath(place)}.rules`, insertRule(place, row.index, row.rule));
    focusRow(row.type, "first", "input");
  };
  return (
    <li className="ed-rule ed-rule--changed" data-row={row.type}>
      <div className="ed-rule__main">
        <del className="ed-quiet ed-rule__sentence">{actionWord(row.rule)} {sentence}</del>
        <Editable><ChangeMark change="removed" label={`Bring back: ${sentence}`} onUndo={bringBack} /></Editable>
      </div>
    </li>
  );
}

/** A rule of an imported document that could not be read: kept as it was, never applied. */
export function UnreadRowView({ row, place }: { row: ListedRow; place: Place }) {
  const { edit } = useEditor();
  const unread = unreadOf(row.rule);
  const path = `${placePath(place)}.rules[${row.index}]`;
  return (
    <li className="ed-rule" data-path={path} data-row={row.type} tabIndex={-1}>
      <div className="ed-rule__main">
        <div className="ed-rule__sentence">
          <span className="ed-problem">Could not be read: {unread?.problem}</span>{" "}
          <span className="ed-quiet">It is kept and written back as it was, and never applied.</span>
          <div><code>{JSON.stringify(unread?.source)}</code></div>
        </div>
        <span className="ed-rule__tools">
          <Editable><RowTools sentence={row.type} tools={[{ title: "Remove this rule", danger: true, onSelect: () => edit(path, removeRule(place, row.index)) }]} /></Editable>
        </span>
      </div>
    </li>
  );
}
