/**
 * Where the focus goes when the element that had it is replaced: a row that is ticked becomes another row, one that is
 * removed is gone. Without this the keyboard would start again at the top of the page.
 */

/** Focuses what `find` answers once the change is drawn. */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => find()?.focus());
}

/** The first or last row of a rule type (or of the exceptions) in the open pane, and in it the first of these controls. */
export function focusRow(type: string, which: "first" | "last", control: "input" | "select" | "button"): void {
  focusLater(() => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.dataset["row"] === type);
    const row = which === "first" ? rows[0] : rows.at(-1);
    return row?.querySelector<HTMLElement>(control) ?? row?.querySelector<HTMLElement>("input, select, button");
  });
}

/** The first control inside the part of the policy that has this path. */
export function focusInside(path: string): void {
  focusLater(() => [...document.querySelectorAll<HTMLElement>("[data-path]")].find((part) => part.dataset["path"] === path)?.querySelector<HTMLElement>("input, select, button"));
}

/** The tab that is open now. */
export function focusOpenTab(): void {
  focusLater(() => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'));
}
