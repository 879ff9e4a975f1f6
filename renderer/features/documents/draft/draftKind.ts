import type { ObjectDraft, ObjectKind, ObjectWork } from "../../../../shared/ipc/objects.ts";

/** One kind of document whose unsaved work the store keeps. */
export interface DraftKind<T> {
  kind: ObjectKind;
  /** The document as the contract carries it. */
  workOf: (document: T) => ObjectWork;
  /** The document of a draft; undefined of one of another kind. */
  documentOf: (draft: ObjectDraft) => T | undefined;
  /** False for what is not written down: an empty form, a private key that was pasted by mistake. */
  mayKeep?: (document: T) => boolean;
}

/** A document as the trusted side has it. */
export interface Saved<T> {
  document: T;
  revision: number;
}
