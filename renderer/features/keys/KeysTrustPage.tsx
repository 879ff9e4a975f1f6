import { PageSection, Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import { useLocation, useNavigate } from "react-router";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { KeysTab } from "./list/KeysTab.tsx";
import { KEYS_PATH, LIST_PATH } from "./paths.ts";
import { TrustTab } from "./trust/TrustTab.tsx";
import "./keys.css";

/** Keys that sign, and the list of those whose signatures count here. */
export function KeysTrustPage() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Keys and trust" subtitle="With which keys you sign, and whose signatures count here." />
      <PageSection hasBodyWrapper={false} isFilled className="keys-page">
        <Tabs activeKey={pathname === LIST_PATH ? LIST_PATH : KEYS_PATH} onSelect={(_, path) => void navigate(String(path))} mountOnEnter unmountOnExit aria-label="Keys and trust">
          <Tab eventKey={KEYS_PATH} title={<TabTitleText>Keys</TabTitleText>}><KeysTab /></Tab>
          <Tab eventKey={LIST_PATH} title={<TabTitleText>Trust</TabTitleText>}><TrustTab /></Tab>
        </Tabs>
      </PageSection>
    </>
  );
}
