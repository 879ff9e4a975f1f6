import type { Dispatch, UnknownAction } from "@reduxjs/toolkit";
import { api } from "./api.ts";
import type { WindowBridge } from "./bridge.ts";
import { jobSeen } from "./jobs.ts";

/** Events of the trusted side become state: changed topics are fetched again, jobs are kept. Returns the way to end it. */
export function connectEvents(from: WindowBridge, dispatch: Dispatch<UnknownAction>): () => void {
  const endChanged = from.subscribe("changed", ({ topics }) => dispatch(api.util.invalidateTags(topics)));
  const endJobs = from.subscribe("job", (job) => dispatch(jobSeen(job)));
  return () => {
    endChanged();
    endJobs();
  };
}
