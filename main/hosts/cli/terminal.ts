import type { Verdict } from "../../../shared/model/finding.ts";

export { columns, visible } from "../../../shared/kernel/columns.ts";

/** Colours and layout of text for people. */
export interface Style {
  verdict(verdict: Verdict, text?: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

const CODES: Record<Verdict | "bold" | "dim", string> = {
  block: "31;1",
  log: "33",
  unknown: "90",
  allow: "32",
  excluded: "90",
  bold: "1",
  dim: "2",
};

/** Coloured on a terminal; plain in a pipe, in a file, and where NO_COLOR is set (no-color.org). */
export function styleFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const isColoured = stream.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  const paint = (code: keyof typeof CODES, text: string): string => (isColoured ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text);
  return {
    verdict: (verdict, text = verdict) => paint(verdict, text),
    bold: (text) => paint("bold", text),
    dim: (text) => paint("dim", text),
  };
}

/** `1 workload`, `2 workloads`; large numbers are grouped. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `1,234,567`: a whole number as `toLocaleString` writes it, which loads all that is known of a language first. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
