import { useCallback, useEffect, useState } from "react";
import type { TabKey } from "../definitions/tabKey.ts";
import { isWithin } from "../logic/issues.ts";
import { placeOfPath } from "../logic/place.ts";

/** Leads to the field of a path, wherever it is: opens its tab and everything folded, then moves the focus there. */
export function useJump(setTab: (tab: TabKey) => void, showAll: () => void): (path: string) => void {
  const [wanted, setWanted] = useState<{ path: string }>();
  useEffect(() => {
    if (wanted) focusField(wanted.path);
  }, [wanted]);
  return useCallback(
    (path: string) => {
      const place = placeOfPath(path);
      if (place !== undefined) {
        setTab(place);
        showAll();
      }
      setWanted({ path });
    },
    [setTab, showAll],
  );
}

/** Focuses the field with this path, or the closest thing around it. */
function focusField(path: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-path]")].filter((element) => isWithin(path, element.dataset["path"] ?? ""));
  const closest = fields.toSorted((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0))[0];
  closest?.focus();
}
