import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

/** Unsaved work, as it is typed: a draft need not be valid. */
export function draftUseCases({ store, now, changed }: Deps): UseCasesOf<"drafts"> {
  return {
    "drafts.list": async () => ok(await store.drafts()),
    "drafts.get": async (request) => ok(await store.draft(request)),
    "drafts.put": async ({ policy, baseVersion }) => {
      await store.putDraft({ name: policy.name, baseVersion, policy, updated: now() });
      changed("drafts");
      return ok(null);
    },
    "drafts.delete": async (request) => {
      await store.deleteDraft(request);
      changed("drafts");
      return ok(null);
    },
  };
}
