import { stableStringify } from "../../../shared/kernel/stable.ts";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import type { Attestor } from "../../../shared/model/attestor.ts";
import type { DraftKind } from "../documents/index.ts";

/** The new attestor has no name yet. */
export const NEW = "";

const EMPTY = stableStringify(emptyAttestor(NEW));

/** Unsaved work on attestors. A private key that was pasted by mistake is written nowhere, an empty form need not be. */
export const ATTESTOR_DRAFTS: DraftKind<Attestor> = {
  kind: "attestor",
  workOf: (document) => ({ kind: "attestor", document }),
  documentOf: (draft) => (draft.kind === "attestor" ? draft.document : undefined),
  mayKeep: (attestor) => {
    const text = stableStringify(attestor);
    return text !== EMPTY && !text.includes("PRIVATE KEY");
  },
};
