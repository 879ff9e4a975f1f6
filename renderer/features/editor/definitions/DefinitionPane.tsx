import { useState } from "react";
import { Button } from "@patternfly/react-core";
import { count } from "../../../ui/format.ts";
import { Editable } from "../Editable.tsx";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { inheritList, ownList } from "../logic/edits.ts";
import { listsAt, placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import { ExceptionsSection } from "../exceptions/ExceptionsSection.tsx";
import type { PaneView } from "../hooks/usePaneView.ts";
import { RulesPane } from "../rules/RulesPane.tsx";
import { DefinitionHead } from "./DefinitionHead.tsx";
import { GoverningDialog } from "./GoverningDialog.tsx";
import type { TabKey } from "./tabKey.ts";

/** One definition: whom it governs, its rules and its exceptions. */
export function DefinitionPane({ place, view, onOpen }: { place: Place; view: PaneView; onOpen: (tab: TabKey) => void }) {
  const { policy } = usePolicyState();
  const [asking, setAsking] = useState(false);
  const lists = listsAt(policy, place);
  const governing = policy.namespaced.length > 0 && <Button variant="link" size="sm" onClick={() => setAsking(true)}>What governs a namespace?</Button>;
  return (
    <div className="ed-pane">
      {asking && <GoverningDialog onClose={() => setAsking(false)} onOpen={(tab) => { setAsking(false); onOpen(tab); }} />}
      {place !== "cluster" && <DefinitionHead place={place} onOpen={onOpen} more={governing} />}
      {place !== "cluster" && <Inheritance place={place} list="rules" own={lists.rules !== undefined} inherited={policy.cluster.rules.length} />}
      {lists.rules !== undefined && <RulesPane place={place} view={view} more={place === "cluster" && governing} />}
      {place !== "cluster" && <Inheritance place={place} list="exceptions" own={lists.exceptions !== undefined} inherited={policy.cluster.exceptions.length} />}
      {lists.exceptions !== undefined && <ExceptionsSection place={place} view={view} />}
    </div>
  );
}

interface InheritanceProps {
  place: number;
  list: "rules" | "exceptions";
  own: boolean;
  inherited: number;
}

/** Whether a namespaced definition has a list of its own or takes the Cluster-wide one whole. */
function Inheritance({ place, list, own, inherited }: InheritanceProps) {
  const { edit } = useEditor();
  const field = `${placePath(place)}.${list}`;
  const amount = count(inherited, list === "rules" ? "rule" : "exception");
  if (own) {
    return (
      <Editable><p className="ed-inherit ed-quiet">
        Its own {list} replace the Cluster-wide ones.{" "}
        <Button variant="link" isInline size="sm" onClick={() => edit(field, inheritList(place, list))}>Inherit the Cluster-wide {list} instead</Button>
      </p></Editable>
    );
  }
  return (
    <Editable><p className="ed-inherit">
      Inherits the {amount} of the Cluster-wide Policy Definition.{" "}
      <Button variant="link" isInline size="sm" onClick={() => edit(field, ownList(place, list, "copy"))}>Start own {list} from a copy</Button>
      {" · "}
      <Button variant="link" isInline size="sm" onClick={() => edit(field, ownList(place, list, "empty"))}>Start with none</Button>
    </p></Editable>
  );
}
