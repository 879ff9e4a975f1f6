import type { WorkloadRow } from "../../../../shared/ipc/types.ts";
import { VERDICT_LOOKS } from "../../../ui/verdicts.ts";

const HEAD = ["verdict", "namespace", "workload", "kind", "pods", "why", "created"];

/** Rows as tab-separated text with a head line: what a spreadsheet or a ticket takes. */
export function rowsAsText(rows: WorkloadRow[]): string {
  const lines = rows.map((row) =>
    [VERDICT_LOOKS[row.verdict].word, row.namespace, row.name, row.kind, String(row.pods), row.why.join(" · "), row.created ?? ""].map(oneLine).join("\t"),
  );
  return [HEAD.join("\t"), ...lines, ""].join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, " ");
}
