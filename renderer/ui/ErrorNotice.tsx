import { Fragment } from "react";
import type { ReactNode } from "react";
import { Alert } from "@patternfly/react-core";
import { Link } from "react-router";
import type { SerializedError } from "@reduxjs/toolkit";
import type { AppError, ErrorDetails } from "../../shared/kernel/result.ts";

/** What RTK Query hands out: a refusal of the trusted side, or a bug in the window that was thrown. */
export type QueryError = AppError | SerializedError;

interface Props {
  error: QueryError | undefined;
  /** What could not be done, when the message alone does not say. */
  title?: string;
  /** A way on: *Try again*, a link. */
  action?: ReactNode;
}

/** An error where it happened: what, in which file and place, and what to do. */
export function ErrorNotice({ error, title, action }: Props) {
  if (!error) return null;
  const app = asAppError(error);
  return (
    <Alert component="p" variant="danger" isInline title={title ?? app.message} {...(action ? { actionLinks: action } : {})}>
      {title && <p>{app.message}</p>}
      <ErrorDetailsView error={app} />
    </Alert>
  );
}

/** Place, remedy, fields and users of an error: what stands under its message. */
export function ErrorDetailsView({ error }: { error: AppError }) {
  const details = error.details;
  if (!details) return null;
  const place = placeOf(details);
  return (
    <>
      {place && <p className="sp-mono">{place}</p>}
      {details.issues && details.issues.length > 0 && (
        <ul className="sp-list">
          {details.issues.map((issue) => (
            <li key={`${issue.path}:${issue.message}`}>
              {issue.path && <code>{issue.path}</code>} {issue.message}
            </li>
          ))}
        </ul>
      )}
      {details.usedBy && details.usedBy.length > 0 && (
        <p>Still used by {details.usedBy.map((user, index) => <Fragment key={`${user.kind} ${user.name}`}>{index > 0 && ", "}<User {...user} /></Fragment>)}.</p>
      )}
      {details.remedy && <p>{details.remedy}</p>}
    </>
  );
}

/** Where what uses something is found, by its kind. */
const PLACES: Record<string, (name: string) => string> = {
  policy: (name) => `/policies/${encodeURIComponent(name)}`,
  context: () => "/clusters",
  snapshot: () => "/clusters",
  scan: () => "/scans",
};

function User({ kind, name }: { kind: string; name: string }) {
  const text = `${kind} ${name}`;
  const place = PLACES[kind];
  return place ? <Link to={place(name)}>{text}</Link> : text;
}

/** The error as the contract knows it; a thrown one becomes `internal`. */
export function asAppError(error: QueryError): AppError {
  if (isAppError(error)) return error;
  return { code: "internal", message: error.message ?? "Something failed inside the window." };
}

function isAppError(error: QueryError): error is AppError {
  return typeof error.code === "string" && typeof error.message === "string" && !("stack" in error);
}

function placeOf(details: ErrorDetails): string {
  const line = details.line === undefined ? "" : `:${details.line}${details.column === undefined ? "" : `:${details.column}`}`;
  const file = details.file ? `${details.file}${line}` : line.slice(1) && `line ${line.slice(1)}`;
  return [file, details.path].filter(Boolean).join(" · ");
}
