/** Where a problem was found, so that a message can name the file, the place and the remedy. */
export interface ErrorDetails {
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based. */
  column?: number;
  /** JSON path into the document, for example `spec.rules[3].type`. */
  path?: string;
  /** What the user can do about it, as one sentence. */
  remedy?: string;
  /** Problems by field, when a document or a form was refused. */
  issues?: FieldIssue[];
  /** Things that still use what was to be deleted or changed. */
  usedBy?: { kind: string; name: string }[];
}

/** One problem of one field. `path` uses the document's own names: `cluster.rules[2].properties.values`. */
export interface FieldIssue {
  path: string;
  message: string;
}

/** An expected failure: a value, never thrown across a boundary. Bugs throw. */
export interface AppError {
  code: ErrorCode;
  /** One or two sentences for the user: what happened, to what. */
  message: string;
  details?: ErrorDetails;
}

export type ErrorCode =
  | "invalid-request"
  | "invalid-input"
  | "unreadable"
  /** A file or the store cannot be written: no right, no room. */
  | "unwritable"
  | "too-large"
  | "not-found"
  | "exists"
  | "in-use"
  | "conflict"
  | "cancelled"
  | "unreachable"
  | "unauthorized"
  | "forbidden"
  | "consent-needed"
  | "wrong-passphrase"
  | "store-newer"
  | "store-damaged"
  | "not-supported"
  | "internal";

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** A successful result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** An expected failure with a code, a message a user can act on and where it happened. */
export function fail(code: ErrorCode, message: string, details?: ErrorDetails): { ok: false; error: AppError } {
  return { ok: false, error: details ? { code, message, details } : { code, message } };
}

/** Carries an AppError through code that can only throw; turned back into a Result at the nearest boundary. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.error = error;
    this.name = "AppFailure";
  }
}
