import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { DrawerActions, DrawerCloseButton, DrawerHead, DrawerPanelBody, DrawerPanelContent, Tab, TabTitleText, Tabs, Title } from "@patternfly/react-core";
import type { ScanSummary, WorkloadDetail, WorkloadRow } from "../../../../shared/ipc/types.ts";
import { useScanWorkloadQuery } from "../../../api/api.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Age } from "../../../ui/Time.tsx";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count } from "../../../ui/format.ts";
import { FindingsPane } from "./FindingsPane.tsx";
import type { Sentences } from "./FindingCard.tsx";
import { YamlPane } from "./YamlPane.tsx";

interface Props {
  scan: ScanSummary;
  row: number;
  /** Rule sentences by rule key. */
  sentences: Sentences;
  onClose: () => void;
}

/** One workload: what it is, what is wrong with it and why, how to fix it, and its YAML. */
export function WorkloadDrawer({ scan, row, sentences, onClose }: Props) {
  const { data, error } = useScanWorkloadQuery({ id: scan.id, row });
  useSameWorkload(data, onClose);
  const title = useRef<HTMLSpanElement>(null);
  const opener = useRef(document.activeElement);
  const found = data !== undefined;

  // The keyboard follows the drawer in, and back to the row when it closes.
  useEffect(() => {
    if (found) title.current?.focus();
  }, [found]);
  const close = () => {
    onClose();
    const from = opener.current;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  };

  return (
    <DrawerPanelContent className="sp-workload" onKeyDown={onKeyDown} role="region" aria-label="Workload">
      <DrawerHead>
        <span ref={title} tabIndex={-1} className="sp-workload__title">
          {data ? <Heading detail={data} /> : <Title headingLevel="h2" size="lg">Workload</Title>}
        </span>
        <DrawerActions>
          <DrawerCloseButton onClick={close} aria-label="Close the workload" />
        </DrawerActions>
      </DrawerHead>
      <DrawerPanelBody className="sp-workload__body">
        <ErrorNotice error={error} title="The workload could not be fetched" />
        {!data && !error && <Waiting for="the workload's findings" />}
        {data && <Panes scan={scan} detail={data} sentences={sentences} />}
      </DrawerPanelBody>
    </DrawerPanelContent>
  );
}

/**
 * While a scan reads on, its rows move: pods that came before their owner are gathered under it, and the row that was
 * opened may be another workload's. Then the drawer closes, and never shows one in place of another.
 */
function useSameWorkload(detail: WorkloadDetail | undefined, onClose: () => void): void {
  const dispatch = useAppDispatch();
  const opened = useRef<WorkloadRow>(undefined);
  const now = detail?.row;
  useEffect(() => {
    if (!now) return;
    const first = (opened.current ??= now);
    if (isSame(first, now)) return;
    dispatch(noticed({ variant: "info", title: `${first.name} has moved in the list while the scan read on. Open it again.` }));
    onClose();
  }, [now, onClose, dispatch]);
}

function isSame(a: WorkloadRow, b: WorkloadRow): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.kind === b.kind && a.apiVersion === b.apiVersion;
}

function Heading({ detail }: { detail: WorkloadDetail }) {
  const { row, definition, source } = detail;
  const place = Array.isArray(source.index) ? source.index.map((index) => index + 1).join(", item ") : source.index + 1;
  return (
    <>
      <Title headingLevel="h2" size="lg">{row.name}</Title>
      <span className="sp-facts">
        <VerdictLabel verdict={row.verdict} {...(row.wouldBe ? { wouldBe: row.wouldBe } : {})} />
        <span>{row.kind}</span>
        <span>namespace {row.namespace}</span>
        <span>{row.pods > 0 || row.state === "running" ? count(row.pods, "pod") : STATES[row.state]}</span>
        {row.state === "mirror" && row.pods > 0 && <span>{STATES.mirror}</span>}
        {row.created && <span>age <Age since={row.created} /></span>}
        {definition !== "cluster" && <span>judged by {definition}</span>}
      </span>
      <span className="sp-quiet sp-wrap">{row.apiVersion} · {source.file}, document {place}</span>
    </>
  );
}

/** What stands for a pod count where nothing runs. */
const STATES = { running: "running", finished: "finished", mirror: "static pod", template: "no pods", history: "old revision" } as const;

function Panes({ scan, detail, sentences }: { scan: ScanSummary; detail: WorkloadDetail; sentences: Sentences }) {
  const [pane, setPane] = useState("findings");
  const [shown, setShown] = useState<number>();
  const total = detail.findings.filter((finding) => !finding.excusedBy).length + detail.podFindings.reduce((sum, pod) => sum + pod.findings.length, 0);
  const showInYaml = (index: number) => {
    setShown(index);
    setPane("yaml");
  };
  return (
    <Tabs activeKey={pane} onSelect={(_, key) => setPane(String(key))} aria-label="Workload">
      <Tab eventKey="findings" title={<TabTitleText>Findings ({total})</TabTitleText>}>
        {pane === "findings" && <FindingsPane scan={scan} detail={detail} sentences={sentences} onShowInYaml={showInYaml} />}
      </Tab>
      <Tab eventKey="yaml" title={<TabTitleText>YAML</TabTitleText>}>
        {pane === "yaml" && <YamlPane scanId={scan.id} detail={detail} shown={shown} />}
      </Tab>
    </Tabs>
  );
}
