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

/** The dialog about a list's file that is open. */
export type ListFile = "import" | "export";

interface Props {
  file: ListFile | undefined;
  onFile: (file: ListFile | undefined) => void;
}

/** The trust list of this place, and the one that is being signed. */
export function TrustTab({ file, onFile }: Props) {
  const navigate = useNavigate();
  const { data: trust, error, refetch } = useTrustQuery();
  const close = () => onFile(undefined);
  const { current, proposal } = trust ?? {};
  return (
    <div className="keys-tab trust-tab">
      <ErrorNotice error={error} title="The trust list could not be read" action={<Button variant="link" isInline onClick={() => void refetch()}>Try again</Button>} />
      {!trust && !error && <Waiting for="the trust list" />}
      {trust && !current && !proposal && (
        <EmptyNote title="Nobody is trusted here yet" icon={UsersIcon} action={<div className="keys-actions"><Button onClick={() => void navigate(NEXT_PATH)}>Make the first list</Button><Button variant="secondary" onClick={() => onFile("import")}>Import a trust list</Button></div>}>
          A trust list says whose signatures count: persons, their keys, how many of them must sign bundles, reports and the list itself, and until when. Make the first one here, or import the one of your team and compare its fingerprint by telephone. Without it, every signed bundle is refused.
        </EmptyNote>
      )}
      {proposal && <Proposal proposal={proposal} current={current} />}
      {trust && current && <CurrentList view={current} history={trust.history} />}
      {file === "import" && <ImportTrust trust={trust ?? { history: [] }} onClose={close} />}
      {file === "export" && current && <ExportList which="current" list={current.list} onClose={close} />}
    </div>
  );
}
