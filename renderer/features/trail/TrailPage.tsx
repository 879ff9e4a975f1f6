import { useState } from "react";
import { Button } from "@patternfly/react-core";
import HistoryIcon from "@patternfly/react-icons/dist/esm/icons/history-icon";
import { useExportTrailMutation, useTrailStateQuery } from "../../api/trail.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { count } from "../../ui/format.ts";
import { SaveDialog } from "../files/index.ts";
import { Chain } from "./Chain.tsx";
import { CheckpointDialog } from "./CheckpointDialog.tsx";
import { Filters } from "./Filters.tsx";
import { RecordDialog } from "./RecordDialog.tsx";
import { TrailTable } from "./TrailTable.tsx";
import { useRecords } from "./useRecords.ts";
import type { ShownRecord } from "./useRecords.ts";
import { VerifyDialog } from "./VerifyDialog.tsx";
import { useView } from "./view.ts";
import "./trail.css";

type Open = "export" | "checkpoint" | "verify" | undefined;

/** What was done here, when and by whom, in a chain of which nothing can be taken out unseen. */
export function TrailPage() {
  const [view, change] = useView();
  const [first, setFirst] = useState(0);
  const [open, setOpen] = useState<Open>();
  const [record, setRecord] = useState<ShownRecord>();
  const { at, total, error } = useRecords(view, first);
  const { data: chain, error: chainError } = useTrailStateQuery();
  const isFiltered = view.action !== "" || view.text !== "";
  const isEmpty = total === 0 && !isFiltered;
  const close = () => setOpen(undefined);
  return (
    <div className="sp-results">
      <PageHeader
        title="Audit trail"
        subtitle="What was done here, in a chain: what is changed, taken out or cut off is found."
        actions={
          <>
            <Button variant="secondary" isDisabled={isEmpty} onClick={() => setOpen("export")}>Export</Button>
            <Button variant="secondary" isDisabled={isEmpty} onClick={() => setOpen("checkpoint")}>Sign a checkpoint</Button>
            <Button onClick={() => setOpen("verify")}>Verify</Button>
          </>
        }
      />
      <ErrorNotice error={error} title="The audit trail could not be fetched" />
      {isEmpty && (
        <EmptyNote title="Nothing was done yet" icon={HistoryIcon}>
          Each policy, key, bundle, scan, export and setting that is made, changed, checked or refused becomes a record here. Bundles and signed files carry the trail’s end of their moment, so that a trail that was cut off later is found.
        </EmptyNote>
      )}
      {!isEmpty && (
        <>
          <Chain chain={chain} error={chainError} />
          <Filters view={view} onChange={change} total={total} />
          {total === undefined && !error && <Waiting for="the records" />}
          {total === 0 && <EmptyNote title="No record passes the filter" action={<Button variant="link" onClick={() => change({ action: "", text: "" })}>Show all records</Button>}>The text is looked for in what a record is about, who made it, and its details.</EmptyNote>}
          {total !== undefined && total > 0 && <TrailTable total={total} at={at} backwards={chain?.backwards ?? []} onScroll={setFirst} onOpen={setRecord} />}
        </>
      )}
      {open === "export" && <Export onClose={close} />}
      {open === "checkpoint" && <CheckpointDialog onClose={close} />}
      {open === "verify" && <VerifyDialog onClose={close} />}
      {record && <RecordDialog record={record} isBackwards={chain?.backwards.includes(record.sequence) ?? false} onClose={() => setRecord(undefined)} />}
    </div>
  );
}

/** A copy is one record a line: it can be followed with `sha256sum`, and with `sallyport audit verify`. */
function Export({ onClose }: { onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [write] = useExportTrailMutation();
  const save = async (path: string, overwrite: boolean) => {
    const answer = await write({ path, overwrite });
    if (answer.data) {
      dispatch(noticed({ variant: "success", title: `${count(answer.data.records, "record")} written to ${answer.data.path}` }));
      onClose();
    }
    return answer.error;
  };
  return (
    <SaveDialog
      title="Export the audit trail"
      description="One record a line, in plain text. An auditor verifies the copy with “sallyport audit verify” and a public key, on any machine."
      fileName="audit-trail.ndjson"
      confirm="Export"
      onWrite={save}
      onClose={onClose}
    />
  );
}
