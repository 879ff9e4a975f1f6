import { Button } from "@patternfly/react-core";
import InProgressIcon from "@patternfly/react-icons/dist/esm/icons/in-progress-icon";
import { Link } from "react-router";
import { useCancelJobMutation } from "../api/api.ts";
import { selectRunningJobs } from "../api/jobs.ts";
import { number } from "../ui/format.ts";
import { useAppSelector } from "./store.ts";

/**
 * What is under way, wherever the user is: title, count, a way to its page and to end it. That it moves is seen by the
 * count: something that turns would be drawn sixty times a second, on the processor that reads.
 */
export function RunningJobs() {
  const jobs = useAppSelector(selectRunningJobs);
  const [cancel] = useCancelJobMutation();
  const job = jobs[0];
  if (!job) return null;
  return (
    <div className="sp-running" role="status" aria-label="Running">
      <span><InProgressIcon set="default" /> {job.scanId ? <Link to={`/scans/${job.scanId}`}>{job.title}</Link> : job.title}</span>
      <span className="sp-quiet">{number(job.progress.objects)} objects</span>
      {jobs.length > 1 && <span className="sp-quiet">and {jobs.length - 1} more</span>}
      <Button variant="link" isInline onClick={() => void cancel({ id: job.id })}>Cancel</Button>
    </div>
  );
}
