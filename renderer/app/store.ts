import { combineSlices, configureStore } from "@reduxjs/toolkit";
import { useDispatch, useSelector } from "react-redux";
import { api } from "../api/api.ts";
import { jobsSlice } from "../api/jobs.ts";
import type { WithEditor } from "../features/editor/index.ts";
import { noticesSlice, reportFailures } from "./notices.ts";

/**
 * The window's state: the answers of the trusted side, the jobs it told of, notices to show, and what a feature adds when
 * it is first visited.
 */
export const rootReducer = combineSlices(api, jobsSlice, noticesSlice).withLazyLoadedSlices<WithEditor>();

export function createStore() {
  return configureStore({
    reducer: rootReducer,
    // The checks run in development and tests only; on a busy machine their slowness is no news.
    middleware: (defaults) => defaults({ immutableCheck: { warnAfter: 500 }, serializableCheck: { warnAfter: 500 } }).concat(api.middleware, reportFailures),
  });
}

export type AppStore = ReturnType<typeof createStore>;
export type RootState = ReturnType<AppStore["getState"]>;
export type AppDispatch = AppStore["dispatch"];

export const useAppSelector = useSelector.withTypes<RootState>();
export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
