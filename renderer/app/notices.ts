import { createSlice, isRejectedWithValue, nanoid } from "@reduxjs/toolkit";
import type { Middleware, PayloadAction } from "@reduxjs/toolkit";
import type { AppError } from "../../shared/kernel/result.ts";
import { jobSeen, selectJob } from "../api/jobs.ts";
import type { WithJobs } from "../api/jobs.ts";
import { signFilePath } from "./paths.ts";

/** Something to tell the user beside what is on the page. */
export interface Notice {
  id: string;
  variant: "danger" | "success" | "info";
  title: string;
  error?: AppError;
  /** A way on. */
  link?: { text: string; to: string };
}

export interface NoticesState {
  list: Notice[];
}

const initialState: NoticesState = { list: [] };

export const noticesSlice = createSlice({
  name: "notices",
  initialState,
  reducers: {
    noticed: {
      reducer(state, { payload }: PayloadAction<Notice>) {
        state.list.push(payload);
      },
      prepare: (notice: Omit<Notice, "id">) => ({ payload: { ...notice, id: nanoid() } }),
    },
    dismissed(state, { payload: id }: PayloadAction<string>) {
      state.list = state.list.filter((notice) => notice.id !== id);
    },
  },
});

export const { noticed, dismissed } = noticesSlice.actions;

/** A file was written that others are to rely on: it can be signed next. `what` begins with a capital. */
export function written(what: string, path: string) {
  return noticed({ variant: "success", title: `${what} written to ${path}`, link: toSign(path) });
}

function toSign(path: string): NonNullable<Notice["link"]> {
  return { text: "Sign the file…", to: signFilePath(path) };
}

/**
 * A refused command becomes a notice, unless its endpoint says that the page shows the error itself; so does cluster data
 * that could not be read or written, for which there is no page. A scan that failed says so on its own.
 */
export const reportFailures: Middleware<unknown, WithJobs> = ({ dispatch, getState }) => (next) => (action) => {
  if (jobSeen.match(action)) {
    const { id, kind, state, title, error, file } = action.payload;
    // Ended jobs are told of again when a lost connection comes back.
    const isNews = selectJob(getState(), id)?.state !== state;
    if (kind !== "scan" && state === "failed" && isNews) {
      dispatch(noticed({ variant: "danger", title: error?.message ?? `${title}: failed.`, error }));
    }
    if (file && state === "done" && isNews) dispatch(noticed({ variant: "success", title: `Written to ${file.path}. SHA-256 ${file.sha256}`, link: toSign(file.path) }));
  }
  if (isRejectedWithValue(action) && isUnshownCommand(action.meta)) {
    const error = action.payload as AppError;
    dispatch(noticed({ variant: "danger", title: error.message, error }));
  }
  return next(action);
};

function isUnshownCommand(meta: unknown): boolean {
  const { arg, baseQueryMeta } = meta as { arg?: { type?: string }; baseQueryMeta?: { inline?: boolean } };
  return arg?.type === "mutation" && !baseQueryMeta?.inline;
}
