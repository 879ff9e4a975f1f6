/** Plain text for people: tables, and text from outside made safe. */

/** Lays out rows in columns two spaces apart; the last column is not padded. Cells are plain text of known width. */
export function columns(rows: string[][], paint: (text: string, row: number, column: number) => string = (text) => text): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows
    .map((row, index) =>
      row
        .map((cell, column) => paint(cell, index, column) + (column === row.length - 1 ? "" : " ".repeat((widths[column] ?? 0) - cell.length + 2)))
        .join("")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** Text from outside, made safe for a terminal: control characters (escape sequences) become visible. */
export function visible(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
