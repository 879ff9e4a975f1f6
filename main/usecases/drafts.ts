import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { author } from "./savePolicy.ts";

/** Unsaved work, as it is typed: a draft need not be valid. */
export function draftUseCases(deps: Deps): UseCasesOf<"drafts"> {
  const { store, now, newId, changed } = deps;
  return {
    "drafts.list": async () => ok(await store.drafts()),
    "drafts.get": async (request) => ok(await store.draft(request)),
    "drafts.put": async ({ policy, ...request }) => {
      const draft = { name: policy.name, policy, updated: now(), author: await author(deps), stamp: newId() };
      const kept = await store.putDraft({ ...draft, ...request });
      if (!kept.ok) return kept;
      changed("drafts");
      return ok({ stamp: draft.stamp });
    },
    "drafts.delete": async (request) => {
      const deleted = await store.deleteDraft(request);
      if (deleted.ok) changed("drafts");
      return deleted;
    },
    "drafts.hold": async ({ name, window, takeOver = false }) => {
      const { isNew, ...hold } = await store.holdDraft({ name, window, takeOver, author: await author(deps), now: now() });
      if (isNew) changed("drafts");
      return ok(hold);
    },
    "drafts.release": async (request) => {
      if (await store.releaseDraft(request)) changed("drafts");
      return ok(null);
    },
  };
}
