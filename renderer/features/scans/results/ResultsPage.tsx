import { useCallback, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useDispatch } from "react-redux";
import { useParams } from "react-router";
import { Alert, Drawer, DrawerContent, DrawerContentBody, PageSection } from "@patternfly/react-core";
import type { RowPage, ScanSummary } from "../../../../shared/ipc/types.ts";
import { useScanQuery } from "../../../api/api.ts";
import { selectRunningJobs } from "../../../api/jobs.ts";
import { useAppSelector } from "../../../app/store.ts";
import type { AppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import type { Sentences } from "../drawer/FindingCard.tsx";
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
import type { ChangeView, View } from "./viewState.ts";
import { WorkloadTable } from "./WorkloadTable.tsx";

export function ResultsPage() {
  const { id = "" } = useParams();
  // The job's id alone: its progress is told several times a second, and draws only the line that shows it.
  const running = useAppSelector((state) => selectRunningJobs(state).find((job) => job.scanId === id)?.id);
  const { data: scan, error } = useScanQuery({ id });

  if (scan) return <Results key={scan.id} scan={scan}>{running !== undefined && <Running id={running} />}</Results>;
  return (
    <>
      <PageHeader title="Scan" breadcrumb={[{ title: "Scans", path: "/scans" }]} />
      <PageSection>{error ? <ErrorNotice error={error} /> : <Waiting for="the scan" />}</PageSection>
    </>
  );
}

function Results({ scan, children }: { scan: ScanSummary; children: ReactNode }) {
  const dispatch = useDispatch<AppDispatch>();
  const [view, change] = useView();
  const rows = useRows(scan.id, view);
  const { page } = rows;
  const copyRows = useCallback(async () => rowsAsText(await dispatch(fetchAllRows(scan.id, view))), [dispatch, scan.id, view]);
  const sentences = useMemo(() => new Map((page?.rules ?? []).map((rule) => [rule.key, rule.sentence])), [page?.rules]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const choose = useCallback((row: number, isChosen: boolean) => setChosen((before) => withOne(before, row, isChosen)), []);
  const isAwaiting = scan.state === "running" && page?.total === 0 && !isFiltered(view.filter);
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
      {rows.isLoading || isAwaiting ? <Waiting for="the first results" /> : page && (
        <Shown scan={scan} view={view} page={page} sentences={sentences} onChange={change}>
          <WorkloadTable total={page.total} at={rows.at} view={view} onChange={change} onScroll={rows.follow} chosen={chosen} canChoose={scan.state !== "running"} onChoose={choose} />
        </Shown>
      )}
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

interface ShownProps {
  scan: ScanSummary;
  view: View;
  page: RowPage;
  sentences: Sentences;
  onChange: ChangeView;
  /** The workloads themselves. */
  children: ReactNode;
}

/** What passes the filters, in the form that was chosen. */
function Shown({ children, page, ...shown }: ShownProps) {
  const { show, filter } = shown.view;
  if (page.total === 0) return <Nothing filtered={isFiltered(filter)} />;
  if (show.what === "groups") return <Groups {...shown} by={show.by} />;
  return show.what === "heatMap" ? <HeatMap {...shown} /> : children;
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

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyNote title="No workload passes the filters">Take a filter away to see more.</EmptyNote>;
  return <EmptyNote title="No workloads in this data">Nothing in it carries pods. The coverage statement above names what was found instead.</EmptyNote>;
}
