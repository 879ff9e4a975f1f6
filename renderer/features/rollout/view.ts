import { useSearchParams } from "react-router";
import type { PolicySummary, SnapshotSummary } from "../../../shared/ipc/types.ts";

/** Days without anything to block before a namespace may be blocked in, as long as the user says nothing else. */
const QUIET_DAYS = 14;
const MOST_DAYS = 3_650;

/** What a plan is made of; all of it is in the address. */
export interface RolloutView {
  policy: string;
  /** The plan stays that of the version it was begun with: each wave that is saved is a newer one. */
  version: number | undefined;
  /** The newest saved version. */
  newest: number | undefined;
  data: string[];
  quietDays: number;
}

export interface ChangeRollout {
  policy: (name: string) => void;
  data: (ids: string[]) => void;
  quietDays: (days: number) => void;
}

/** The view in the present address, and the ways to change it. Data that is gone is left out. */
export function useRolloutView(policies: PolicySummary[], snapshots: SnapshotSummary[]): [RolloutView, ChangeRollout] {
  const [params, setParams] = useSearchParams();
  const set = (change: (next: URLSearchParams) => void) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      change(next);
      return next;
    });
  const policy = params.get("policy") ?? "";
  const newest = policies.find(({ name }) => name === policy)?.version;
  const view: RolloutView = {
    policy,
    newest,
    version: whole(params.get("version"), 1) ?? newest,
    data: params.getAll("data").filter((id) => snapshots.some((snapshot) => snapshot.id === id)),
    quietDays: Math.min(whole(params.get("days"), 0) ?? QUIET_DAYS, MOST_DAYS),
  };
  return [
    view,
    {
      policy: (name) =>
        set((next) => {
          const chosen = policies.find((one) => one.name === name);
          next.set("policy", name);
          if (chosen) next.set("version", String(chosen.version));
          else next.delete("version");
        }),
      data: (ids) =>
        set((next) => {
          next.delete("data");
          for (const id of ids) next.append("data", id);
        }),
      quietDays: (days) => set((next) => next.set("days", String(Math.max(0, days)))),
    },
  ];
}

/** A whole number of at least `least`; undefined for anything else. */
function whole(text: string | null, least: number): number | undefined {
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= least ? value : undefined;
}
