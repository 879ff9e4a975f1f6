import { useCallback, useEffect, useRef, useState } from "react";
import type { TabKey } from "../definitions/tabKey.ts";
import { isWithin } from "../logic/issues.ts";
import { isRuntimePath, placeOfPath } from "../logic/place.ts";

/** Leads to the field of a path, wherever it is: opens its tab and everything folded, then moves the focus there. */
export function useJump(tab: TabKey, setTab: (tab: TabKey) => void, showAll: () => void): (path: string) => void {
  const [wanted, setWanted] = useState<{ path: string }>();
  const reached = useRef<{ path: string }>(undefined);
  useEffect(() => {
    // A tab may take a while to open.
    if (!wanted || reached.current === wanted || (tabOf(wanted.path) ?? tab) !== tab) return;
    reached.current = wanted;
    focusField(wanted.path);
  }, [wanted, tab]);
  return useCallback(
    (path: string) => {
      const target = tabOf(path);
      if (target !== undefined) {
        setTab(target);
        showAll();
      }
      setWanted({ path });
    },
    [setTab, showAll],
  );
}

/** The tab on which a path is edited; undefined for fields above the tabs. */
function tabOf(path: string): TabKey | undefined {
  return isRuntimePath(path) ? "runtime" : placeOfPath(path);
}

/** Focuses the field with this path, or the closest thing around it. */
function focusField(path: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-path]")].filter((element) => isWithin(path, element.dataset["path"] ?? ""));
  const closest = fields.toSorted((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0))[0];
  closest?.focus();
}
