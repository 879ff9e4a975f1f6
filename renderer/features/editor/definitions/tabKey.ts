import type { Place } from "../logic/place.ts";

/** A tab of the editor: a definition, or Runtime. */
export type TabKey = Place | "runtime";
