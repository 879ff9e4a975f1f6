import { useState } from "react";
import { Button, Label, PageSection } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import FileSignatureIcon from "@patternfly/react-icons/dist/esm/icons/file-signature-icon";
import { Link, useSearchParams } from "react-router";
import type { TrailRecord } from "../../../shared/ipc/signing.ts";
import { useTrailQuery } from "../../api/trail.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { number } from "../../ui/format.ts";
import { FileChooser, split } from "../files/index.ts";
import { SignFileDialog } from "./SignFileDialog.tsx";
import { VerifyFileDialog } from "./VerifyFileDialog.tsx";
import "./signedFiles.css";

/** Rows that are listed; the audit trail has them all. */
const SHOWN = 100;

type Work = "sign" | "verify";

/** Reports and other files that were signed or verified here. The file at hand is in the address: an export leads here. */
export function SignedFilesPage() {
  const [params, setParams] = useSearchParams();
  const [choosing, setChoosing] = useState<Work>();
  const { data, error } = useTrailQuery({ offset: 0, limit: SHOWN, action: "report." });
  const work = (["sign", "verify"] as const).find((one) => params.has(one));
  const path = work && params.get(work);
  const open = (next: Work, chosen: string) => setParams({ [next]: chosen });
  const close = () => setParams({});
  const actions = (
    <>
      <Button variant="secondary" onClick={() => setChoosing("verify")}>Verify a file</Button>
      <Button onClick={() => setChoosing("sign")}>Sign a file</Button>
    </>
  );
  return (
    <>
      <PageHeader title="Signed files" subtitle="Results, reports and any other file, signed so that the other side of the gap knows who vouches for them." actions={actions} />
      <PageSection>
        <ErrorNotice error={error} title="What was signed could not be read" />
        {!data && !error && <Waiting for="the list of files" />}
        {data?.total === 0 && (
          <EmptyNote title="No file was signed or verified yet" icon={FileSignatureIcon}>
            Export results of a scan, a comparison or a policy, then sign the file: its signature is a file beside it. Whom the trust list names for reports counts.
          </EmptyNote>
        )}
        {data && data.total > 0 && <Files records={data.records} onOpen={open} />}
        {data && data.total > SHOWN && <p className="sp-quiet sp-gap">The last {SHOWN} of {number(data.total)}. <Link to="/trail?action=report.">All are in the audit trail</Link></p>}
      </PageSection>
      {choosing && (
        <FileChooser
          title={choosing === "sign" ? "Choose the file to sign" : "Choose the file to verify"}
          description={choosing === "sign" ? "A file of any kind. A bundle is signed under Bundles." : "The file itself; its signatures are looked for beside it."}
          confirm={choosing === "sign" ? "Sign…" : "Verify"}
          onChoose={([chosen]) => { setChoosing(undefined); if (chosen !== undefined) open(choosing, chosen); }}
          onClose={() => setChoosing(undefined)}
        />
      )}
      {work === "sign" && path && <SignFileDialog key={path} path={path} onClose={close} />}
      {work === "verify" && path && <VerifyFileDialog key={path} path={path} onClose={close} />}
    </>
  );
}

function Files({ records, onOpen }: { records: TrailRecord[]; onOpen: (work: Work, path: string) => void }) {
  return (
    <Table variant="compact" aria-label="Signed files">
      <Thead><Tr><Th modifier="fitContent">Time</Th><Th width={25}>File</Th><Th width={15}>Who</Th><Th>What</Th><Th screenReaderText="Actions" /></Tr></Thead>
      <Tbody>
        {records.map(({ sequence, at, actor, action, subject, outcome, details }) => (
          <Tr key={sequence}>
            <Td dataLabel="Time" modifier="nowrap"><Time at={at} /></Td>
            <Td dataLabel="File" modifier="breakWord"><span title={subject}>{split(subject).name}</span></Td>
            <Td dataLabel="Who">{actor}</Td>
            <Td dataLabel="What">
              <div><Outcome action={action} outcome={outcome} /></div>
              {outcome === "refused" && <div className="sp-quiet signed-reason" title={String(details["reason"] ?? "")}>{String(details["reason"] ?? "")}</div>}
            </Td>
            <Td dataLabel="Actions"><Button className="signed-action" variant="link" isInline aria-label={`Verify now: ${split(subject).name}`} onClick={() => onOpen("verify", subject)}>Verify now</Button></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Outcome({ action, outcome }: Pick<TrailRecord, "action" | "outcome">) {
  if (action === "report.sign") return <Label isCompact color="blue" icon={<FileSignatureIcon />}>signed</Label>;
  return <Label isCompact status={outcome === "refused" ? "danger" : "success"}>{outcome === "refused" ? "refused" : "verified"}</Label>;
}
