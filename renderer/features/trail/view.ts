import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { AREAS } from "./words.ts";

/** What the page shows; it lives in the address, so that back works and a view can be bookmarked. */
export interface View {
  /** Beginning of the actions that are shown: `policy.`, `key.retire`; empty: all. */
  action: string;
  text: string;
}

export type ChangeView = (change: Partial<View>) => void;

export function useView(): [View, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => ({ action: params.get("action") ?? "", text: params.get("text") ?? "" }), [params]);
  const change = useCallback<ChangeView>(
    (changed) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changed)) {
          if (value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      }, { replace: true }),
    [setParams],
  );
  return [view, change];
}

export interface ActionChoice {
  title: string;
  choices: { value: string; label: string }[];
}

/** The filter's choices: each area as a whole, then its actions. An area whose actions begin alike is one filter. */
export const ACTION_CHOICES: ActionChoice[] = AREAS.map(({ area, title, actions }) => {
  const each = Object.entries(actions).map(([value, label]) => ({ value, label }));
  const isOne = each.length > 1 && each.every(({ value }) => value.startsWith(`${area}.`));
  return { title, choices: isOne ? [{ value: `${area}.`, label: `${title}: all` }, ...each] : each };
});
