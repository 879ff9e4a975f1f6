import type { PolicyComparison } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { visible } from "../terminal.ts";

export interface CompareFlags extends StoredFlags {
  from?: number;
  to?: number;
}

export const runCompare: Run<CompareFlags> = async ([name = ""], flags) => {
  const comparison = await withApplication(flags.store, async (app) => {
    const to = flags.to ?? (await app.call("policies.get", { name })).version;
    const from = flags.from ?? to - 1;
    if (from < 1) stop(`Version ${to} of "${name}" is the first: there is none before it.`, { remedy: "Name two versions with --from and --to." });
    return app.call("policies.compare", { name, a: from, b: to });
  });
  await print(flags, "sallyport/policy-comparison/v1", { name, ...comparison }, () => textOf(name, comparison));
  return EXIT.fine;
};

const MARKS = { same: " ", added: "+", removed: "-", cut: "…" } as const;

function textOf(name: string, { a, b, changes, lines }: PolicyComparison): string {
  const words = changes.map(({ kind, where, what, before, after }) => {
    const values = before === undefined && after === undefined ? [] : [`    before: ${before ?? ""}`, `    after:  ${after ?? ""}`];
    return [`  ${where}: ${kind === "changed" || kind === "moved" ? `${what} ${kind}` : `${kind} ${what}`}`, ...values];
  });
  const text = lines.map(({ kind, text: line }) => `${MARKS[kind]} ${line}`.trimEnd());
  const head = `${name}: version ${a.version} (${a.saved}, ${a.author}) and version ${b.version} (${b.saved}, ${b.author})`;
  const body = changes.length === 0 ? ["  They say the same."] : [...words.flat(), "", ...text];
  return [head, ...body].map((line) => `${visible(line)}\n`).join("");
}
