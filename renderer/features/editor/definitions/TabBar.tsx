import { memo } from "react";
import { Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import { isSame } from "../logic/align.ts";
import type { TabKey } from "./tabKey.ts";

/** The id of what the open tab shows. */
export const PANE_ID = "definition-pane";
const BAR_ID = "definitions";

export interface TabTitle {
  key: TabKey;
  text: string;
  /** Problems on the tab. */
  problems: number;
}

interface Props {
  titles: TabTitle[];
  open: TabKey;
  onOpen: (tab: TabKey) => void;
  onAdd: () => void;
  isReadOnly: boolean;
}

/** Id of a tab's button, by which its pane is labelled. */
export const tabId = (key: TabKey): string => `pf-tab-${key}-${BAR_ID}`;

/**
 * The tabs alone, what they show stands below them: a bar of tabs measures itself whenever it is drawn, which makes the
 * browser lay out the page, so it is drawn only when a title changes.
 */
export const TabBar = memo(function TabBar({ titles, open, onOpen, onAdd, isReadOnly }: Props) {
  return (
    <Tabs
      id={BAR_ID}
      activeKey={open}
      onSelect={(_, key) => onOpen(key as TabKey)}
      onAdd={onAdd}
      isAddButtonDisabled={isReadOnly}
      addButtonAriaLabel="Add a NamespacedPolicyDefinition"
      tabListAriaLabel="Definitions"
      className="ed-tabs"
    >
      {titles.map(({ key, text, problems }) => (
        <Tab key={key} eventKey={key} tabContentId={PANE_ID} title={<TabTitleText>{text}{problems > 0 && <span className="ed-problem"> · {problems} to fix</span>}</TabTitleText>} />
      ))}
    </Tabs>
  );
}, (before, now) => before.open === now.open && before.onOpen === now.onOpen && before.onAdd === now.onAdd && before.isReadOnly === now.isReadOnly && isSame(before.titles, now.titles));
