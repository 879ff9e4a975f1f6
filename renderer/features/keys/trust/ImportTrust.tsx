import { useState } from "react";
import type { TrustCandidate, TrustState } from "../../../../shared/ipc/signing.ts";
import { useInspectTrustMutation } from "../../../api/keysTrust.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { FileChooser } from "../../files/index.ts";
import { Candidate } from "./Candidate.tsx";
import { PinDialog } from "./PinDialog.tsx";

interface Props {
  trust: TrustState;
  onClose: () => void;
}

interface Found {
  paths: string[];
  candidate: TrustCandidate;
}

/** Looks at the trust lists of some files first; what they would do is shown before anything is changed. */
export function ImportTrust({ trust, onClose }: Props) {
  const [inspect, { error }] = useInspectTrustMutation();
  const [found, setFound] = useState<Found>();
  const look = async (paths: string[]) => {
    const answer = await inspect({ paths });
    if (answer.data) setFound({ paths, candidate: answer.data });
  };
  if (!found) {
    return (
      <FileChooser
        title="Import a trust list"
        description="Trust lists, or bundles that bring one. Choose all that are missing here, if there are several: each follows the one before."
        confirm="Look at it"
        multiple
        notice={<ErrorNotice error={error} />}
        onChoose={(paths) => void look(paths)}
        onClose={onClose}
      />
    );
  }
  const { candidate, paths } = found;
  const [path = ""] = paths.slice(-1);
  if (candidate.relation === "first" && candidate.view) return <PinDialog path={path} view={candidate.view} onClose={onClose} />;
  return <Candidate paths={paths} candidate={candidate} trust={trust} onClose={onClose} />;
}
