import { Alert, Label } from "@patternfly/react-core";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import ClockIcon from "@patternfly/react-icons/dist/esm/icons/clock-icon";
import type { TrailVerification } from "../../../shared/ipc/signing.ts";
import { Digest } from "../../ui/Digest.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { dateTime, count, number } from "../../ui/format.ts";

interface Props {
  chain: TrailVerification | undefined;
  error: QueryError | undefined;
}

/** Whether a trail holds, in one line: records, end, and how far checkpoints vouch for it. */
export function Chain({ chain, error }: Props) {
  if (error) return <ErrorNotice error={error} title="The chain could not be followed" />;
  return (
    <div className="sp-facts trail-chain" role="status" aria-label="Chain">
      {chain ? <Facts chain={chain} /> : <span className="sp-quiet">Following the chain…</span>}
    </div>
  );
}

function Facts({ chain }: { chain: TrailVerification }) {
  const { problem, records, head, backwards } = chain;
  return (
    <>
      {problem ? (
        <Alert className="trail-problem" component="p" variant="danger" isInline title={`The chain is broken at record ${number(problem.sequence)}`}>
          <p>{problem.message}</p>
          <p>Keep this store as it is. Compare it with an exported copy, with bundles and with signed files of before (<em>Verify</em>): they tell which records were still as they were.</p>
        </Alert>
      ) : (
        <Label color="green" icon={<CheckCircleIcon />}>The chain holds</Label>
      )}
      <span>{count(records, "record")}{problem && " before it"}</span>
      {head && <span className="trail-fact">ends with <Digest value={head.hash} /></span>}
      <span>{checkpointWords(chain)}</span>
      {backwards.length > 0 && <Label color="orange" icon={<ClockIcon />}>{`Clock set back ${backwards.length === 1 ? "once" : `${number(backwards.length)} times`}`}</Label>}
    </>
  );
}

/** `2 checkpoints; records up to 812 are covered by Ada's of 3 May`. */
function checkpointWords({ checkpoints, coveredTo, records }: TrailVerification): string {
  if (checkpoints.length === 0) return "no checkpoint yet";
  const last = checkpoints.findLast(({ state, sequence }) => state === "good" && sequence === coveredTo);
  const many = count(checkpoints.length, "checkpoint");
  if (!last) return `${many}, none by a key that counts for reports here`;
  const reach = coveredTo >= records - 1 ? "all" : `records up to ${number(coveredTo)}`;
  return `${many}: ${reach} covered by ${last.person ?? "a trusted key"}, ${dateTime(last.at)}`;
}
