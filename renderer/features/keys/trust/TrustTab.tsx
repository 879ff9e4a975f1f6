import { useState } from "react";
import { Button } from "@patternfly/react-core";
import UsersIcon from "@patternfly/react-icons/dist/esm/icons/users-icon";
import { useNavigate } from "react-router";
import { useTrustQuery } from "../../../api/keysTrust.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { NEXT_PATH } from "../paths.ts";
import { CurrentList } from "./CurrentList.tsx";
import { ExportList } from "./ExportList.tsx";
import { ImportTrust } from "./ImportTrust.tsx";
import { Proposal } from "./Proposal.tsx";

/** The trust list of this place, the one that is being signed, and the ways to another. */
export function TrustTab() {
  const navigate = useNavigate();
  const { data: trust, error, refetch } = useTrustQuery();
  const [open, setOpen] = useState<"import" | "export">();
  const importing = <Button variant="secondary" onClick={() => setOpen("import")}>Import a trust list</Button>;
  const propose = () => void navigate(NEXT_PATH);
  const { current, proposal } = trust ?? {};
  return (
    <div className="keys-tab trust-tab">
      <ErrorNotice error={error} title="The trust list could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
      {!trust && !error && <Waiting for="the trust list" />}
      {trust && !current && !proposal && (
        <EmptyNote title="Nobody is trusted here yet" icon={UsersIcon} action={<div className="keys-actions"><Button onClick={propose}>Make the first list</Button>{importing}</div>}>
          A trust list says whose signatures count: persons, their keys, how many of them must sign bundles, reports and the list itself, and until when. Make the first one here, or import the one of your team and compare its fingerprint by telephone. Without it, every signed bundle is refused.
        </EmptyNote>
      )}
      {current && (
        <div className="keys-actions">
          {!proposal && <Button onClick={propose}>Propose the next list</Button>}
          {importing}
          <Button variant="secondary" onClick={() => setOpen("export")}>Export</Button>
        </div>
      )}
      {!current && proposal && <div className="keys-actions">{importing}</div>}
      {proposal && <Proposal proposal={proposal} current={current} />}
      {trust && current && <CurrentList view={current} history={trust.history} />}
      {open === "import" && <ImportTrust trust={trust ?? { history: [] }} onClose={() => setOpen(undefined)} />}
      {open === "export" && current && <ExportList which="current" list={current.list} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
