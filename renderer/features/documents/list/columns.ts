import type { ReactNode } from "react";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";

/** One column of a list: how it is drawn, sorted, searched and copied. */
export interface Column<T> {
  key: string;
  title: string;
  cell: (item: T) => ReactNode;
  compare: (a: T, b: T) => number;
  /** Plain text: what is searched and copied. */
  text: (item: T) => string;
  className?: string;
}

export interface ListView {
  text: string;
  sort: string;
  descending: boolean;
}

/** Names in the order of a dictionary, equal ones by code unit. */
export function byName(a: { name: string }, b: { name: string }): number {
  return byCodeUnit(a.name.toLowerCase(), b.name.toLowerCase()) || byCodeUnit(a.name, b.name);
}

export function byText<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => byCodeUnit(text(a).toLowerCase(), text(b).toLowerCase());
}

/** The items that have every word somewhere, in the view's order; equal ones by name. */
export function shownItems<T extends { name: string }>(items: T[], columns: Column<T>[], { text, sort, descending }: ListView): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const compare = columns.find(({ key }) => key === sort)?.compare ?? byName;
  const direction = descending ? -1 : 1;
  return items
    .filter((item) => {
      const searched = columns.map((column) => column.text(item)).join(" ").toLowerCase();
      return words.every((word) => searched.includes(word));
    })
    .toSorted((a, b) => direction * compare(a, b) || byName(a, b));
}

/** The view that an address holds; what it does not say is as in a new list. */
export function readView<T>(params: URLSearchParams, columns: Column<T>[]): ListView {
  const sort = columns.find(({ key }) => key === params.get("sort"))?.key ?? columns[0]?.key ?? "";
  return { text: params.get("text") ?? "", sort, descending: params.get("order") === "desc" };
}

export function viewParams<T>({ text, sort, descending }: ListView, columns: Column<T>[]): URLSearchParams {
  return new URLSearchParams({ ...(text ? { text } : {}), ...(sort === columns[0]?.key ? {} : { sort }), ...(descending ? { order: "desc" } : {}) });
}

/** The list as tab-separated text, as it is shown. */
export function asText<T>(items: T[], columns: Column<T>[]): string {
  const rows = items.map((item) => columns.map(({ text }) => text(item)));
  return [columns.map(({ title }) => title), ...rows].map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}
