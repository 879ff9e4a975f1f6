import { useState } from "react";
import { Button, PageSection, Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import { useLocation, useNavigate } from "react-router";
import { useKeysQuery, useTrustQuery } from "../../api/keysTrust.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { KeysTab } from "./list/KeysTab.tsx";
import type { Adding } from "./list/KeysTab.tsx";
import { KEYS_PATH, LIST_PATH, NEXT_PATH } from "./paths.ts";
import { TrustTab } from "./trust/TrustTab.tsx";
import type { ListFile } from "./trust/TrustTab.tsx";
import "./keys.css";

/** Keys that sign, and the list of those whose signatures count here. What can be done stands at the top, where something is there. */
export function KeysTrustPage() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { data: keys = [] } = useKeysQuery();
  const { data: trust } = useTrustQuery();
  const [adding, setAdding] = useState<Adding>();
  const [listFile, setListFile] = useState<ListFile>();
  const tab = pathname === LIST_PATH ? LIST_PATH : KEYS_PATH;

  const keyActions = keys.length > 0 && (
    <>
      <Button variant="secondary" onClick={() => setAdding("import")}>Import key</Button>
      <Button onClick={() => setAdding("generate")}>Generate key</Button>
    </>
  );
  const { current, proposal } = trust ?? {};
  const listActions = (current ?? proposal) && (
    <>
      {current && <Button variant="secondary" onClick={() => setListFile("export")}>Export</Button>}
      <Button variant="secondary" onClick={() => setListFile("import")}>Import a trust list</Button>
      {!proposal && <Button onClick={() => void navigate(NEXT_PATH)}>Propose the next list</Button>}
    </>
  );
  return (
    <>
      <PageHeader title="Keys and trust" subtitle="With which keys you sign, and whose signatures count here." actions={tab === KEYS_PATH ? keyActions : listActions} />
      <PageSection hasBodyWrapper={false} isFilled className="keys-page">
        <Tabs activeKey={tab} onSelect={(_, path) => void navigate(String(path))} mountOnEnter unmountOnExit aria-label="Parts of the page">
          <Tab eventKey={KEYS_PATH} title={<TabTitleText>Keys</TabTitleText>}><KeysTab adding={adding} onAdd={setAdding} /></Tab>
          <Tab eventKey={LIST_PATH} title={<TabTitleText>Trust</TabTitleText>}><TrustTab file={listFile} onFile={setListFile} /></Tab>
        </Tabs>
      </PageSection>
    </>
  );
}
