import { useState } from "react";
import { age, dateTime } from "./format.ts";

/** A local date and time; UTC on hover. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at} title={utc(at)}>{dateTime(at)}</time>;
}

/** How long ago in a sentence: `41 d ago`, `just now`. */
export function Ago({ since }: { since: string }) {
  const [now] = useState(Date.now);
  const span = age(since, now);
  return <time dateTime={since} title={`${dateTime(since)} · ${utc(since)}`}>{span === "now" ? "just now" : `${span} ago`}</time>;
}

/** How long ago, with the local and the UTC time on hover. */
export function Age({ since }: { since: string }) {
  const [now] = useState(Date.now);
  return <time dateTime={since} title={`${dateTime(since)} · ${utc(since)}`}>{age(since, now)}</time>;
}

function utc(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : `${date.toISOString().replace("T", " ").replace(/\.\d+Z$/, "")} UTC`;
}
