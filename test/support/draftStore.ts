import type { ObjectDraft, ObjectKind } from "../../shared/ipc/objects.ts";
import { AppFailure } from "../../shared/kernel/result.ts";
import type { Handlers } from "./fakeBridge.ts";
import { NOW } from "./windowData.ts";

/** A trusted side that keeps drafts, and refuses to write over another window's. */
export function draftStore() {
  const drafts = new Map<string, ObjectDraft>();
  const keyOf = (kind: ObjectKind, name: string): string => `${kind} ${name}`;
  const refuseOther = (key: string, window: string, after: string | null) => {
    const present = drafts.get(key);
    if (!present || present.stamp === after || present.window === window) return;
    throw new AppFailure({ code: "conflict", message: "The draft was changed in another window." });
  };
  let writes = 0;
  const handlers = {
    "objectDrafts.list": ({ kind }) =>
      [...drafts.values()].filter((draft) => draft.kind === kind).map((draft) => ({
        name: draft.name, baseRevision: draft.baseRevision, description: draft.kind === "trustList" ? "" : draft.document.description, updated: draft.updated,
        ...(draft.kind === "ruleset" ? { ruleset: { labels: draft.document.labels, labelMatchingCondition: draft.document.labelMatchingCondition, ruleCount: draft.document.rules.length, customFileCount: draft.document.customRules.length } } : {}),
      })),
    "objectDrafts.get": ({ kind, name }) => drafts.get(keyOf(kind, name)) ?? null,
    "objectDrafts.put": ({ work, name, baseRevision, window, after }) => {
      const key = keyOf(work.kind, name);
      refuseOther(key, window, after);
      const stamp = `stamp-${++writes}`;
      drafts.set(key, { ...work, name, baseRevision, window, stamp, author: "author-1", updated: NOW });
      return { stamp };
    },
    "objectDrafts.delete": ({ kind, name, writer }) => {
      const key = keyOf(kind, name);
      if (writer) refuseOther(key, writer.window, writer.after);
      drafts.delete(key);
      return null;
    },
  } satisfies Handlers;
  return { drafts, handlers };
}
