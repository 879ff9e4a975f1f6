import { useCallback, useMemo, useState } from "react";
import { useDispatch } from "react-redux";
import { useParams } from "react-router";
import { Alert, Drawer, DrawerContent, DrawerContentBody, PageSection } from "@patternfly/react-core";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { useScanQuery } from "../../../api/api.ts";
import { useAppSelector } from "../../../app/store.ts";
import type { AppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { WorkloadDrawer } from "../drawer/WorkloadDrawer.tsx";
import { Choosing } from "./Choosing.tsx";
import { fetchAllRows } from "./fetchAllRows.ts";
import { Filters } from "./Filters.tsx";
import { Groups } from "./Groups.tsx";
import { HeatMap } from "./HeatMap.tsx";
import { ResultsHeader } from "./ResultsHeader.tsx";
import { rowsAsText } from "./rowsAsText.ts";
import { Running } from "./Running.tsx";
import { Summary } from "./Summary.tsx";
import { useRows } from "./useRows.ts";
import { isFiltered, useView } from "./viewState.ts";
import { WorkloadTable } from "./WorkloadTable.tsx";

/** While a scan runs its summary is fetched again this often, in milliseconds. */
const RUNNING_INTERVAL = 1500;

export function ResultsPage() {
  const { id = "" } = useParams();
  const job = useAppSelector((state) => Object.values(state.jobs.byId).find((other) => other.scanId === id));
  const running = job?.state === "running";
  const { data: scan, error } = useScanQuery({ id }, { pollingInterval: running ? RUNNING_INTERVAL : 0, skipPollingIfUnfocused: true });

  if (scan) return <Results key={scan.id} scan={scan}>{running && job && <Running job={job} />}</Results>;
  return (
    <>
      <PageHeader title="Scan" breadcrumb={[{ title: "Scans", path: "/scans" }]} />
      <PageSection>{error ? <ErrorNotice error={error} /> : <Waiting for="the scan" />}</PageSection>
    </>
  );
}

function Results({ scan, children }: { scan: ScanSummary; children: React.ReactNode }) {
  const dispatch = useDispatch<AppDispatch>();
  const [view, change] = useView();
  const [firstVisible, setFirstVisible] = useState(0);
  const rows = useRows(scan, view, firstVisible);
  const { page } = rows;
  const copyRows = useCallback(async () => rowsAsText(await dispatch(fetchAllRows(scan.id, view))), [dispatch, scan.id, view]);
  const sentences = useMemo(() => new Map((page?.rules ?? []).map((rule) => [rule.key, rule.sentence])), [page?.rules]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const choose = useCallback((row: number, isChosen: boolean) => setChosen((before) => withOne(before, row, isChosen)), []);
  const close = useCallback(() => change({ row: undefined }), [change]);

  const table = (
    <div className="sp-results">
      <ResultsHeader scan={scan} view={view} />
      {children}
      <Ended scan={scan} />
      <Summary scan={scan} page={page} view={view} onChange={change} />
      <Filters view={view} page={page} onChange={change} copyRows={copyRows}>
        {view.show.what === "rows" && <Choosing scan={scan} view={view} total={page?.total ?? 0} chosen={chosen} onChange={setChosen} />}
      </Filters>
      <ErrorNotice error={rows.error} title="The workloads could not be fetched" />
      {rows.isLoading && <Waiting for="the first results" />}
      {page && page.total > 0 && view.show.what === "rows" && (
        <WorkloadTable total={page.total} at={rows.at} view={view} onChange={change} onScroll={setFirstVisible} chosen={chosen} onChoose={choose} />
      )}
      {page && page.total > 0 && view.show.what === "groups" && <Groups scan={scan} view={view} by={view.show.by} sentences={sentences} onChange={change} />}
      {page && page.total > 0 && view.show.what === "heatMap" && <HeatMap scan={scan} view={view} sentences={sentences} onChange={change} />}
      {page && page.total === 0 && <Nothing scan={scan} filtered={isFiltered(view.filter)} />}
    </div>
  );
  return (
    <Drawer isExpanded={view.row !== undefined} className="sp-drawer">
      <DrawerContent
        panelContent={view.row !== undefined && <WorkloadDrawer key={view.row} scan={scan} row={view.row} sentences={sentences} onClose={close} />}
      >
        <DrawerContentBody className="sp-drawer__body">{table}</DrawerContentBody>
      </DrawerContent>
    </Drawer>
  );
}

function withOne(chosen: ReadonlySet<number>, row: number, isChosen: boolean): ReadonlySet<number> {
  const next = new Set(chosen);
  if (isChosen) next.add(row);
  else next.delete(row);
  return next;
}

/** How a scan ended that did not run to its end. */
function Ended({ scan }: { scan: ScanSummary }) {
  if (scan.state === "failed") return <ErrorNotice title="The scan failed; what it had judged is shown" error={scan.error ?? { code: "internal", message: "The scan ended without saying why." }} />;
  if (scan.state === "cancelled") return <Alert component="p" variant="info" isInline title="The scan was cancelled. What it had judged until then is shown." />;
  return null;
}

function Nothing({ scan, filtered }: { scan: ScanSummary; filtered: boolean }) {
  if (filtered) return <EmptyNote title="No workload passes the filters">Take a filter away to see more.</EmptyNote>;
  if (scan.state === "running") return <Waiting for="the first workloads" />;
  return <EmptyNote title="No workloads in this data">Nothing in it carries pods. The coverage statement above names what was found instead.</EmptyNote>;
}
