import { isObject } from "../../../../shared/kernel/json.ts";

/**
 * Unsaved work on rulesets and attestors, kept by the browser itself: written at once and without asking the trusted
 * side, so that neither a crash nor leaving the place loses what was typed. (Drafts of policies are in the store.)
 */

export interface DraftKind<T> {
  /** Part of the key: `ruleset`. */
  kind: string;
  /** The document if the value is one; a draft of another version of Sallyport may not be. */
  parse: (value: unknown) => T | undefined;
  /** False for what must not be written down, like a private key that was pasted by mistake. */
  mayKeep?: (document: T) => boolean;
}

export interface KeptDraft<T> {
  document: T;
  /** The revision it began with; 0: it was never saved. */
  baseRevision: number;
  /** When it was written, RFC 3339. */
  updated: string;
}

const PREFIX = "sallyport.draft";

export function draftKey({ kind }: { kind: string }, name: string): string {
  return `${PREFIX}.${kind}.${name}`;
}

/** The draft under this name, if there is one that can be read. */
export function readDraft<T>(kind: DraftKind<T>, name: string): KeptDraft<T> | undefined {
  const text = localStorage.getItem(draftKey(kind, name));
  return text === null ? undefined : parsed(kind, text);
}

/** Keeps a draft. Answers why it could not be kept, if so. */
export function writeDraft<T>(kind: DraftKind<T>, name: string, document: T, baseRevision: number): string | undefined {
  if (kind.mayKeep?.(document) === false) {
    removeDraft(kind, name);
    return undefined;
  }
  const kept: KeptDraft<T> = { document, baseRevision, updated: new Date().toISOString() };
  try {
    localStorage.setItem(draftKey(kind, name), JSON.stringify(kept));
    return undefined;
  } catch {
    return "The browser has no room for it.";
  }
}

export function removeDraft(kind: { kind: string }, name: string): void {
  localStorage.removeItem(draftKey(kind, name));
}

/** The names under which drafts of this kind are kept. */
export function keptNames(kind: { kind: string }): string[] {
  const start = draftKey(kind, "");
  const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? "");
  return keys.filter((key) => key.startsWith(start) && key !== start).map((key) => key.slice(start.length));
}

function parsed<T>({ parse }: DraftKind<T>, text: string): KeptDraft<T> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { document, baseRevision, updated } = value;
  const draft = parse(document);
  return draft !== undefined && typeof baseRevision === "number" && typeof updated === "string" ? { document: draft, baseRevision, updated } : undefined;
}
