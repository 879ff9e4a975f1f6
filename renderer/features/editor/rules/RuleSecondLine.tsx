import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { removeRule, replaceRule } from "../logic/edits.ts";
import { ContinuousMenu } from "./ActionMenus.tsx";
import { ChangeMark } from "./ChangeMark.tsx";
import { HitCount } from "./HitCount.tsx";
import type { RuleView } from "./useRule.ts";
import { focusInside, focusRow } from "../focus.ts";

/** Under the sentence: the Continuous action, what was changed, and how many workloads the rule hits. */
export function RuleSecondLine({ view }: { view: RuleView }) {
  const { edit } = useEditor();
  const { row, place, rule, path, sentence, tied, isContinuous, patch } = view;
  if (!rule.enabled && !row.change) return null;
  const undo = () => {
    edit(path, row.saved ? replaceRule(place, row.index, row.saved) : removeRule(place, row.index));
    if (row.saved) focusInside(path);
    else focusRow(row.type, "first", "input");
  };
  return (
    <div className="ed-rule__second">
      <Editable>{rule.enabled && (isContinuous ? (
        <span>Continuous <ContinuousMenu rule={rule} path={path} sentence={sentence} invalid={tied} onChange={patch} /></span>
      ) : (
        <span className="ed-quiet">Deployment only</span>
      ))}
      {row.change && (
        <ChangeMark
          change={row.change}
          label={`Undo the change of: ${sentence}`}
          onUndo={undo}
        />
      )}</Editable>
      {rule.enabled && <HitCount ruleKey={view.ruleKey} sentence={sentence} />}
    </div>
  );
}
