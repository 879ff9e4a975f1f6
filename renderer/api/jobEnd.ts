import type { Job } from "../../shared/ipc/types.ts";
import { bridge } from "./bridge.ts";

/** Resolves with a job when it has ended. Asking after subscribing, it misses no end that came before. */
export function jobEnd(id: string): Promise<Job> {
  return new Promise((resolve) => {
    const take = (job: Job) => {
      if (job.id !== id || job.state === "running") return;
      unsubscribe();
      resolve(job);
    };
    const unsubscribe = bridge().subscribe("job", take);
    void bridge().invoke("jobs.list", undefined).then((answer) => answer.ok && answer.value.forEach(take));
  });
}
