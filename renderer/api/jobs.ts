import { createSelector, createSlice } from "@reduxjs/toolkit";
import type { PayloadAction } from "@reduxjs/toolkit";
import type { Job } from "../../shared/ipc/types.ts";
import { api } from "./api.ts";

export interface JobsState {
  byId: Record<string, Job>;
}

const initialState: JobsState = { byId: {} };

/** What runs, and what ended in this session, as the trusted side told. */
export const jobsSlice = createSlice({
  name: "jobs",
  initialState,
  reducers: {
    jobSeen(state, { payload: job }: PayloadAction<Job>) {
      keep(state, job);
    },
  },
  extraReducers: (builder) => {
    // The answer that starts a job may come after its first events: it must not turn an ended job into a running one.
    const started = (state: JobsState, { payload: job }: PayloadAction<Job>) => {
      if (!state.byId[job.id]) keep(state, job);
    };
    builder.addMatcher(api.endpoints.takeSnapshot.matchFulfilled, started);
    builder.addMatcher(api.endpoints.exportSnapshot.matchFulfilled, started);
    builder.addMatcher(api.endpoints.startScan.matchFulfilled, started);
    builder.addMatcher(api.endpoints.jobs.matchFulfilled, (state, { payload }: PayloadAction<Job[]>) => {
      for (const job of payload) keep(state, job);
    });
  },
});

export const { jobSeen } = jobsSlice.actions;

export interface WithJobs {
  jobs: JobsState;
}

/** One job by its id; undefined until it was heard of. */
export const selectJob = (state: WithJobs, id: string | undefined): Job | undefined => (id ? state.jobs.byId[id] : undefined);

/** The jobs under way, in the order they were started. */
export const selectRunningJobs = createSelector([(state: WithJobs) => state.jobs.byId], (byId) =>
  Object.values(byId).filter((job) => job.state === "running"),
);

/** A job that has ended stays ended, whatever comes late. */
function keep(state: JobsState, job: Job): void {
  const known = state.byId[job.id];
  if (known && known.state !== "running" && job.state === "running") return;
  state.byId[job.id] = job;
}
