import { useEffect, useRef, useState } from "react";
import { Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import { usePolicyState } from "../EditorContext.ts";
import { focusOpenTab } from "../focus.ts";
import { isWithin } from "../logic/issues.ts";
import { isRuntimePath, placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { PaneView } from "../hooks/usePaneView.ts";
import { DefinitionPane } from "./DefinitionPane.tsx";
import { NewDefinition } from "./NewDefinition.tsx";
import { RuntimePane } from "../runtime/RuntimePane.tsx";
import type { TabKey } from "./tabKey.ts";

interface Props {
  tab: TabKey;
  onTab: (tab: TabKey) => void;
  view: PaneView;
}

/** Cluster-wide, Runtime, one tab for each namespaced definition, and **+**. */
export function DefinitionTabs({ tab, onTab, view }: Props) {
  const { policy } = usePolicyState();
  const [adding, setAdding] = useState(false);
  // A tab takes a while to open; what led to it is gone by then, and the keyboard goes on at the tab.
  const led = useRef<TabKey>(undefined);
  const lead = (to: TabKey) => {
    led.current = to;
    onTab(to);
  };
  useEffect(() => {
    if (led.current !== tab) return;
    led.current = undefined;
    focusOpenTab();
  }, [tab]);
  const leaveDialog = (place: number) => {
    setAdding(false);
    lead(place);
  };
  const pane = (place: Place) => <DefinitionPane place={place} view={view} onOpen={lead} />;
  const tabs = [
    <Tab key="cluster" eventKey="cluster" title={<Title isWithin={(path) => isWithin(path, "cluster")} text="Cluster-wide" />}>{pane("cluster")}</Tab>,
    <Tab key="runtime" eventKey="runtime" title={<Title isWithin={isRuntimePath} text="Runtime" />}><RuntimePane /></Tab>,
    ...policy.namespaced.map((definition, place) => (
      <Tab key={placePath(place)} eventKey={place} title={<Title isWithin={(path) => isWithin(path, placePath(place))} text={`${definition.name || "unnamed"} (${definition.namespaces.length} ns)`} />}>
        {pane(place)}
      </Tab>
    )),
  ];
  return (
    <>
      <Tabs
        activeKey={tab}
        onSelect={(_, key) => onTab(key as TabKey)}
        onAdd={() => setAdding(true)}
        addButtonAriaLabel="Add a NamespacedPolicyDefinition"
        tabListAriaLabel="Definitions"
        mountOnEnter
        unmountOnExit
        className="ed-tabs"
      >
        {tabs}
      </Tabs>
      {adding && <NewDefinition onClose={() => setAdding(false)} onAdded={() => leaveDialog(policy.namespaced.length)} onOpen={leaveDialog} />}
    </>
  );
}

/** A tab's title, with how many problems are on the tab. */
function Title({ isWithin: isOnTab, text }: { isWithin: (path: string) => boolean; text: string }) {
  const { issues } = usePolicyState();
  const problems = issues.filter(({ path }) => isOnTab(path)).length;
  return <TabTitleText>{text}{problems > 0 && <span className="ed-problem"> · {problems} to fix</span>}</TabTitleText>;
}
