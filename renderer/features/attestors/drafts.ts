import { attestorSchema } from "../../../shared/model/attestor.schema.ts";
import type { Attestor } from "../../../shared/model/attestor.ts";
import type { DraftKind } from "../documents/index.ts";

/** Unsaved work on attestors. A private key that was pasted by mistake is written nowhere. */
export const ATTESTOR_DRAFTS: DraftKind<Attestor> = {
  kind: "attestor",
  parse: (value) => attestorSchema.safeParse(value).data,
  mayKeep: (attestor) => !JSON.stringify(attestor).includes("PRIVATE KEY"),
};

/** The new attestor has no name yet. */
export const NEW = "";
