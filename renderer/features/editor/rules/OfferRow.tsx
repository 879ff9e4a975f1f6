import { useState } from "react";
import { Checkbox } from "@patternfly/react-core";
import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { addRule } from "../logic/edits.ts";
import { placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { newRule } from "../logic/rows.ts";
import type { RuleRow } from "../logic/rows.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";
import { RuleHelp } from "./RuleHelp.tsx";
import { InfoButton } from "./RowTools.tsx";
import { focusRow } from "../focus.ts";

/** A rule type that the definition does not use: its tick puts it at the end of the list. */
export function OfferRow({ row, place }: { row: RuleRow; place: Place }) {
  const { edit } = useEditor();
  const [helpOpen, setHelpOpen] = useState(false);
  const { descriptor, rule, type } = row;
  if (!descriptor) return null;
  const sentence = ruleSentence(rule);
  const tick = () => {
    edit(`${placePath(place)}.rules`, addRule(place, newRule(descriptor)));
    focusRow(type, "last", "input");
  };
  return (
    <li className="ed-rule" data-row={type}>
      <div className="ed-rule__main">
        <Editable><Checkbox
          id={`offer ${placePath(place)} ${type}`}
          isChecked={false}
          aria-label={sentence}
          label={<span className="ed-rule__offer"><span className="ed-quiet">Log</span> {sentence}</span>}
          onChange={tick}
        /></Editable>
        <span className="ed-rule__tools">
          <InfoButton sentence={sentence} tooltip={descriptor.tooltip} expanded={helpOpen} onToggle={() => setHelpOpen(!helpOpen)} />
        </span>
      </div>
      {helpOpen && <RuleHelp descriptor={descriptor} />}
    </li>
  );
}
