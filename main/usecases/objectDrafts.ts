import { fail, ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { author } from "./savePolicy.ts";

/** Unsaved work on rulesets, attestors and the next trust list, as it is typed: a draft need not be valid. */
export function objectDraftUseCases(deps: Deps): UseCasesOf<"objectDrafts"> {
  const { store, now, newId, changed } = deps;
  return {
    "objectDrafts.list": async (request) => ok(await store.objectDrafts(request)),
    "objectDrafts.get": async (request) => ok(await store.objectDraft(request)),
    "objectDrafts.put": async ({ work, name, baseRevision, window, after }) => {
      // Pasted by mistake where the public key belongs: it must not lie about in the store.
      if (work.kind === "attestor" && JSON.stringify(work.document).includes("PRIVATE KEY")) {
        return fail("invalid-input", "This draft holds a private key: it is not kept.", { remedy: "Paste the public key that belongs to it." });
      }
      const stamp = newId();
      const kept = await store.putObjectDraft({ ...work, name, baseRevision, window, after, stamp, updated: now(), author: await author(deps) });
      if (!kept.ok) return kept;
      changed("objectDrafts");
      return ok({ stamp });
    },
    "objectDrafts.delete": async (request) => {
      const deleted = await store.deleteObjectDraft(request);
      if (deleted.ok) changed("objectDrafts");
      return deleted;
    },
  };
}
