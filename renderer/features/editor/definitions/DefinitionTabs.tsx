import { memo, useCallback, useEffect, useRef, useState } from "react";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { focusOpenTab } from "../focus.ts";
import { issuesWithin } from "../logic/issues.ts";
import { isRuntimePath, placePath } from "../logic/place.ts";
import type { PaneView } from "../hooks/usePaneView.ts";
import { DefinitionPane } from "./DefinitionPane.tsx";
import { NewDefinition } from "./NewDefinition.tsx";
import { RuntimePane } from "../runtime/RuntimePane.tsx";
import { PANE_ID, TabBar, tabId } from "./TabBar.tsx";
import type { TabTitle } from "./TabBar.tsx";
import type { TabKey } from "./tabKey.ts";

interface Props {
  tab: TabKey;
  onTab: (tab: TabKey) => void;
  view: PaneView;
}

/** Cluster-wide, Runtime, one tab for each namespaced definition, and **+**; below them what the open one holds. */
export const DefinitionTabs = memo(function DefinitionTabs({ tab, onTab, view }: Props) {
  const { readOnly } = useEditor();
  const { policy, issues } = usePolicyState();
  const [adding, setAdding] = useState(false);
  // A tab takes a while to open; what led to it is gone by then, and the keyboard goes on at the tab.
  const led = useRef<TabKey>(undefined);
  const lead = useCallback((to: TabKey) => {
    led.current = to;
    onTab(to);
  }, [onTab]);
  useEffect(() => {
    if (led.current !== tab) return;
    led.current = undefined;
    focusOpenTab();
  }, [tab]);
  const leaveDialog = (place: number) => {
    setAdding(false);
    lead(place);
  };
  const add = useCallback(() => setAdding(true), []);
  return (
    <>
      <TabBar titles={titlesOf(policy, issues)} open={tab} onOpen={onTab} onAdd={add} isReadOnly={readOnly !== undefined} />
      <section key={tab} className="pf-v6-c-tab-content" id={PANE_ID} role="tabpanel" tabIndex={0} aria-labelledby={tabId(tab)}>
        {tab === "runtime" ? <RuntimePane /> : <DefinitionPane place={tab} view={view} onOpen={lead} />}
      </section>
      {adding && <NewDefinition onClose={() => setAdding(false)} onAdded={() => leaveDialog(policy.namespaced.length)} onOpen={leaveDialog} />}
    </>
  );
});

function titlesOf(policy: Policy, issues: FieldIssue[]): TabTitle[] {
  return [
    { key: "cluster", text: "Cluster-wide", problems: issuesWithin(issues, "cluster").length },
    { key: "runtime", text: "Runtime", problems: issues.filter(({ path }) => isRuntimePath(path)).length },
    ...policy.namespaced.map(({ name, namespaces }, place) => ({
      key: place,
      text: `${name || "unnamed"} (${namespaces.length} ns)`,
      problems: issuesWithin(issues, placePath(place)).length,
    })),
  ];
}
