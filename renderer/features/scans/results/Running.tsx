import { Button, Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import { useCancelJobMutation } from "../../../api/api.ts";
import { selectJob } from "../../../api/jobs.ts";
import { useAppSelector } from "../../../app/store.ts";
import { bytes, count, duration, number } from "../../../ui/format.ts";

/** A scan or snapshot under way: what is read, how much, how fast, and a way to end it. */
export function Running({ id }: { id: string }) {
  const job = useAppSelector((state) => selectJob(state, id));
  const [cancel, { isLoading }] = useCancelJobMutation();
  if (!job) return null;
  const { what, objects, bytes: done, totalBytes, elapsedMs } = job.progress;
  const rate = elapsedMs > 0 ? Math.round((objects * 1000) / elapsedMs) : 0;
  const facts = [
    count(objects, "object"),
    totalBytes ? `${bytes(done)} of ${bytes(totalBytes)}` : done > 0 ? bytes(done) : "",
    rate > 0 ? `${number(rate)} objects per second` : "",
    duration(elapsedMs),
  ].filter(Boolean);
  return (
    <div className="sp-progress" role="status" aria-label={job.title}>
      <div className="sp-progress__bar">
        {totalBytes ? (
          <Progress aria-label={job.title} value={Math.min(100, Math.round((done * 100) / totalBytes))} title={what} size="sm" measureLocation={ProgressMeasureLocation.outside} />
        ) : (
          <span>{what || job.title}…</span>
        )}
        <span className="sp-quiet">{facts.join(" · ")}</span>
      </div>
      <Button variant="secondary" size="sm" isDisabled={isLoading} onClick={() => void cancel({ id: job.id })}>Cancel</Button>
    </div>
  );
}
