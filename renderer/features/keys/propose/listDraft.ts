import { TRUST_DRAFT_SCHEMA } from "../../../../shared/bundle/trustList.ts";
import type { DraftKind } from "../../documents/index.ts";
import type { Content } from "./content.ts";

/** There is one next list; it has no name. */
export const NEXT = "";

/**
 * Unsaved work on the next list, on top of the one with this fingerprint (empty: there is none). After another list it is no
 * longer what was meant.
 */
export function listDrafts(base: string): DraftKind<Content> {
  return {
    kind: "trustList",
    workOf: (content) => ({ kind: "trustList", document: { schema: TRUST_DRAFT_SCHEMA, base, content } }),
    documentOf: (draft) => (draft.kind === "trustList" && draft.document.base === base ? draft.document.content : undefined),
  };
}
