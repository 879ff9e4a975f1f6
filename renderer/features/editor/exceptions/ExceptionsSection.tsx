import { useMemo, useState } from "react";
import { DropdownItem, ExpandableSection, Switch } from "@patternfly/react-core";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { Link } from "react-router";
import { useSettingsQuery } from "../../../api/api.ts";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { count } from "../../../ui/format.ts";
import { IMAGE_PARTS } from "../../../../shared/model/policy.ts";
import type { ImagePart, PolicyException } from "../../../../shared/model/policy.ts";
import { Editable } from "../Editable.tsx";
import { useEditor, useFindings, usePolicyState } from "../EditorContext.ts";
import type { PaneView } from "../hooks/usePaneView.ts";
import { align, isSame } from "../logic/align.ts";
import { addException } from "../logic/edits.ts";
import { exceptionsText, EXCEPTION_SENTENCES } from "../logic/exceptions.ts";
import { issuesWithin, messagesWithin } from "../logic/issues.ts";
import { definitionName, listsAt, placePath, savedLists } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { Change } from "../logic/rows.ts";
import { MoreRows } from "../rules/MoreRows.tsx";
import { isShown } from "../hooks/usePaneView.ts";
import { TrapCount } from "../traps/TrapCount.tsx";
import { ExceptionRow, RemovedException } from "./ExceptionRow.tsx";
import { focusRow } from "../focus.ts";

const NONE: PolicyException[] = [];

/** Images that a definition's rules let pass, the automatic exception for trusted images among them. */
export function ExceptionsSection({ place, view }: { place: Place; view: PaneView }) {
  const { policy, issues, base } = usePolicyState();
  const exceptions = listsAt(policy, place).exceptions ?? NONE;
  const before = base === null ? undefined : (savedLists(policy, place, base)?.exceptions ?? NONE);
  const pairs = useMemo(() => align(before ?? NONE, exceptions, (exception) => exception.type), [before, exceptions]);
  const [now] = useState(() => Date.now());
  const problems = messagesWithin(issues, `${placePath(place)}.exceptions`).length;
  const kept = new Set(pairs);
  const definition = definitionName(policy, place);
  const unused = useFindings(({ uses }) => [...uses.values()].filter((use) => use.definition === definition && use.state === "unused").length);
  const rows = exceptions.map((exception, index) => {
    const saved = pairs[index] === undefined ? undefined : before?.[pairs[index]];
    const change: Change | undefined = before === undefined ? undefined : saved === undefined ? "new" : isSame(saved, exception) ? undefined : "changed";
    return { exception, index, saved, change };
  });
  const shown = rows.filter(({ change }, at) => isShown(view.limit, at, rows.length, change !== undefined));
  return (
    <ExpandableSection
      className="ed-group"
      toggleWrapper="h2"
      isExpanded={view.expanded["exceptions"] ?? exceptions.length > 0}
      onToggle={(_, next) => view.setExpanded("exceptions", next)}
      toggleContent={
        <span className="ed-group__head">
          <span>Exceptions</span>
          {problems > 0 && <span className="ed-problem">{problems} to fix</span>}
          <TrapCount paths={exceptions.map((_, index) => `${placePath(place)}.exceptions[${index}]`)} />
          <span className="ed-quiet ed-group__count">{exceptionsText(exceptions, policy.trustedImages, now, unused)}</span>
        </span>
      }
    >
      <p className="ed-quiet ed-group__note">
        An exception excuses the containers whose image it matches. It does not apply to kubectl access nor to image signatures.
      </p>
      <TrustedImages />
      <ul className="ed-rules">
        {shown.map((row) => (
          <ExceptionRow key={`${row.index} ${row.exception.type}`} {...row} place={place} issues={issuesWithin(issues, `${placePath(place)}.exceptions[${row.index}]`)} definition={definition} />
        ))}
        {before?.map((exception, index) => (kept.has(index) ? null : <RemovedException key={`removed ${index} ${exception.type}`} place={place} index={index} exception={exception} />))}
      </ul>
      <MoreRows shown={shown.length} of={rows.length} onMore={view.showMore} />
      <AddException place={place} />
    </ExpandableSection>
  );
}

/** The automatic exception: shown and switchable, its list of digests is a setting. */
function TrustedImages() {
  const { edit } = useEditor();
  const { policy } = usePolicyState();
  const { data: settings } = useSettingsQuery();
  const digests = settings?.trustedDigests.length ?? 0;
  return (
    <div className="ed-trusted">
      <Editable><Switch
        id="trusted-images"
        label="Allow trusted images used by Container Security"
        isChecked={policy.trustedImages}
        onChange={(_, on) => edit("trustedImages", (before) => ({ ...before, trustedImages: on }))}
      /></Editable>
      <span className="ed-quiet">
        Added automatically, by digest, for the whole policy; it cannot be edited here. <Link to="/settings">{digests === 0 ? "No digest is listed in Settings yet" : `${count(digests, "digest")} in Settings`}</Link>
        {digests === 0 && ": it excuses nothing."}
      </span>
    </div>
  );
}

function AddException({ place }: { place: Place }) {
  const { edit } = useEditor();
  const add = (type: ImagePart) => {
    const exception: PolicyException = { type, operator: "equals", values: [] };
    edit(`${placePath(place)}.exceptions+`, addException(place, exception));
    focusRow("exception", "last", "input");
  };
  return (
    <Editable><ActionMenu toggle={{ variant: "plainText", icon: <PlusIcon />, children: "Add exception" }}>
      {IMAGE_PARTS.map((type) => <DropdownItem key={type} onClick={() => add(type)}>{EXCEPTION_SENTENCES[type]}…</DropdownItem>)}
    </ActionMenu></Editable>
  );
}
