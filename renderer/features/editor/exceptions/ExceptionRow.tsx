import { memo, useId, useState } from "react";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import { Button, Checkbox } from "@patternfly/react-core";
import type { PolicyException } from "../../../../shared/model/policy.ts";
import { ChipInput, splitLines } from "../ChipInput.tsx";
import { Editable } from "../Editable.tsx";
import { useEditor } from "../EditorContext.ts";
import { InlineSelect } from "../InlineSelect.tsx";
import { Problems } from "../Problems.tsx";
import { isSame } from "../logic/align.ts";
import { addException, insertException, patchException, removeException, replaceException } from "../logic/edits.ts";
import { EXCEPTION_OPERATORS, EXCEPTION_PLACEHOLDERS, EXCEPTION_SENTENCES, OPERATOR_NOTES, exceptionText } from "../logic/exceptions.ts";
import { isWithin, messagesAt } from "../logic/issues.ts";
import { placePath, ruleKey } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { Change } from "../logic/rows.ts";
import { ChangeMark } from "../rules/ChangeMark.tsx";
import { RowTools } from "../rules/RowTools.tsx";
import { TrapNotes } from "../traps/TrapNotes.tsx";
import { ExceptionFacts } from "./ExceptionFacts.tsx";
import { ExceptionUsage } from "./ExceptionUsage.tsx";
import { focusInside, focusRow } from "../focus.ts";

interface Props {
  place: Place;
  index: number;
  exception: PolicyException;
  saved: PolicyException | undefined;
  change: Change | undefined;
  /** Problems inside this exception. */
  issues: FieldIssue[];
  /** Name of the definition, as the results of judging call it. */
  definition: string;
}

/** One exception: a sentence, and on demand who asked for it, why and until when. Drawn again only when it has changed. */
export const ExceptionRow = memo(function ExceptionRow({ place, index, exception, saved, change, issues, definition }: Props) {
  const { edit } = useEditor();
  const [factsOpen, setFactsOpen] = useState(false);
  const id = useId();
  const problemsId = `${id}-problems`;
  const path = `${placePath(place)}.exceptions[${index}]`;
  const patch = (field: string, next: Partial<PolicyException>) => edit(`${path}.${field}`, patchException(place, index, next));
  const text = exceptionText(exception);
  const isOn = exception.enabled !== false;
  const note = OPERATOR_NOTES[exception.operator];
  const add = () => {
    edit(`${path}+`, addException(place, { type: exception.type, operator: "equals", values: [] }));
    focusRow("exception", "last", "input");
  };
  const remove = () => {
    edit(path, removeException(place, index));
    focusRow("exception", "first", "input");
  };
  const undo = () => {
    if (!saved) return remove();
    edit(path, replaceException(place, index, saved));
    focusInside(path);
  };
  const valuesPath = `${path}.values`;
  return (
    <li className={`ed-rule ${change ? "ed-rule--changed" : ""}`} data-path={path} data-row="exception" tabIndex={-1}>
      <div className="ed-rule__main">
        <Editable><Checkbox id={id} isChecked={isOn} aria-label={text} onChange={(_, on) => patch("enabled", { enabled: on ? undefined : false })} />
        <div className={isOn ? "ed-rule__sentence" : "ed-rule__sentence ed-off"}>
          {EXCEPTION_SENTENCES[exception.type]}{" "}
          <InlineSelect
            label={`Operator: ${text}`}
            value={exception.operator}
            options={EXCEPTION_OPERATORS}
            path={`${path}.operator`}
            onChange={(operator) => patch("operator", { operator })}
          />{" "}
          <ChipInput
            label={`Values: ${EXCEPTION_SENTENCES[exception.type]}`}
            values={exception.values}
            split={splitLines}
            onChange={(values) => patch("values", { values })}
            placeholder={EXCEPTION_PLACEHOLDERS[exception.type]}
            problems={exception.values.map((_, at) => messagesAt(issues, `${valuesPath}[${at}]`)[0])}
            invalid={issues.some((issue) => isWithin(issue.path, valuesPath))}
            describedBy={problemsId}
            path={valuesPath}
          />
        </div>
        <span className="ed-rule__tools">
          <RowTools
            sentence={text}
            onAdd={add}
            tools={[{ title: "Remove this exception", danger: true, onSelect: remove }]}
          />
        </span></Editable>
      </div>
      <div className="ed-rule__second">
        <Button variant="link" isInline size="sm" aria-expanded={factsOpen} onClick={() => setFactsOpen(!factsOpen)}>
          {factsText(exception)}
        </Button>
        <ExceptionUsage exceptionKey={ruleKey(definition, index)} about={text} />
        {change && <Editable><ChangeMark change={change} label={`Undo the change of: ${text}`} onUndo={undo} /></Editable>}
      </div>
      <Problems id={problemsId} messages={issues.map((issue) => issue.message)} />
      <TrapNotes path={path} row="exception" about={text} />
      {note && <p className="ed-details ed-quiet">{note}</p>}
      {factsOpen && <Editable><ExceptionFacts path={path} exception={exception} issues={issues} onChange={patch} /></Editable>}
    </li>
  );
}, isSameException);

function isSameException(before: Props, now: Props): boolean {
  if (before.place !== now.place || before.index !== now.index || before.change !== now.change || before.definition !== now.definition) return false;
  return isSame(before.exception, now.exception) && isSame(before.saved, now.saved) && isSame(before.issues, now.issues);
}

/** What is known about an exception, or the invitation to tell it. */
function factsText({ owner, reason, ticket, expires, namespaces }: PolicyException): string {
  const known = [
    reason,
    owner && `owner ${owner}`,
    ticket,
    expires && `until ${expires.slice(0, 10)}`,
    namespaces?.length ? `only in ${namespaces.join(", ")}` : undefined,
  ].filter(Boolean);
  return known.length > 0 ? known.join(" · ") : "Owner, reason, ticket, expiry";
}

/** A saved exception that the draft took away. */
export function RemovedException({ place, index, exception }: { place: Place; index: number; exception: PolicyException }) {
  const { edit } = useEditor();
  const text = exceptionText(exception);
  return (
    <li className="ed-rule ed-rule--changed">
      <div className="ed-rule__main">
        <del className="ed-quiet ed-rule__sentence">{text}</del>
        <Editable><ChangeMark change="removed" label={`Bring back: ${text}`} onUndo={() => edit(`${placePath(place)}.exceptions`, insertException(place, index, exception))} /></Editable>
      </div>
    </li>
  );
}
