import type { CSSProperties } from "react";

const grouped = new Intl.NumberFormat("en-US");
const localTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const localDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** A count with its digits grouped by thousands. */
export function number(value: number): string {
  return grouped.format(value).replaceAll(",", "\u202f");
}

/** `1 workload`, `2 workloads`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Bytes in the largest unit in which the number is at least 1, one decimal. */
export function bytes(value: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let size = value;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** A local date and time. `time` is RFC 3339; text that is none is shown as it is. */
export function dateTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : localTime.format(date);
}

/** A local date. */
export function day(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : localDay.format(date);
}

const SPANS: [number, string][] = [
  [365 * 86_400_000, "y"],
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
];

/** How long ago, in its largest unit: `41 d`. `now` in milliseconds. */
export function age(time: string, now: number): string {
  const span = now - new Date(time).getTime();
  if (Number.isNaN(span)) return "";
  for (const [unit, name] of SPANS) if (span >= unit) return `${Math.floor(span / unit)} ${name}`;
  return "now";
}

/** Elapsed milliseconds for people: `40 ms`, `1.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A value seen in an object, as it would be written. */
export function written(value: unknown): string {
  return value === null || value === undefined ? "not set" : typeof value === "string" ? value : JSON.stringify(value);
}

/** A style that carries custom properties, which React's type does not know. */
export function customProperties(properties: Record<`--${string}`, string | number>): CSSProperties {
  return properties as CSSProperties;
}

const DAY = 86_400_000;

/** How long until a time: `ends in 12 days`, `ended 3 days ago`. `now` in milliseconds. */
export function endText(at: string, now: number): string {
  const days = Math.floor((Date.parse(at) - now) / DAY);
  if (days < 0) return `ended ${count(-days, "day")} ago`;
  return days === 0 ? "ends within a day" : `ends in ${count(days, "day")}`;
}
