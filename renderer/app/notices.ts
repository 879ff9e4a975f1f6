import { createSlice, isRejectedWithValue, nanoid } from "@reduxjs/toolkit";
import type { Middleware, PayloadAction } from "@reduxjs/toolkit";
import type { AppError } from "../../shared/kernel/result.ts";

/** Something to tell the user beside what is on the page. */
export interface Notice {
  id: string;
  variant: "danger" | "success" | "info";
  title: string;
  error?: AppError;
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

/** A refused command becomes a notice, unless its endpoint says that the page shows the error itself. */
export const reportFailures: Middleware = ({ dispatch }) => (next) => (action) => {
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
