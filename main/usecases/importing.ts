import type { ImportItem, ImportPreview, ImportReport } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import { readDocumentFiles } from "../files/documents.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { planImport } from "./importPlan.ts";
import type { PlannedImport } from "./importPlan.ts";

/** Previews that can still be applied; older ones are forgotten. */
const KEPT_PREVIEWS = 4;

/** Import of policies, rulesets and attestors in two steps: nothing is saved before the user has seen what would come of it. */
export function importUseCases(deps: Deps): UseCasesOf<"import"> {
  const previews = new Map<string, { entries: PlannedImport[]; problems: AppError[]; ignored: string[] }>();
  return {
    "import.preview": async ({ paths }) => {
      const { files, problems, ignored } = await readDocumentFiles(paths, deps.hcl);
      const entries = await planImport(deps, files);
      const id = deps.newId();
      previews.set(id, { entries, problems, ignored });
      for (const oldest of [...previews.keys()].slice(0, -KEPT_PREVIEWS)) previews.delete(oldest);
      return ok<ImportPreview>({ id, items: entries.map(({ item }) => item), problems, ignored });
    },
    "import.apply": async ({ id, keys }) => {
      const preview = previews.get(id);
      if (!preview) return fail("not-found", "What was read of these files is no longer kept.", { remedy: "Read the files again." });
      previews.delete(id);
      const chosen = new Set(keys ?? preview.entries.map(({ item }) => item.key));
      const report = await applyImport(preview.entries.filter(({ item }) => chosen.has(item.key)));
      if (report.items.some(({ version }) => version !== undefined)) deps.changed("policies", "rulesets", "attestors", "drafts");
      return ok({ items: report.items, problems: [...preview.problems, ...report.problems], ignored: preview.ignored });
    },
  };
}

/** Saves what was planned, each on its own: one that is refused does not keep the others out. */
async function applyImport(entries: PlannedImport[]): Promise<Pick<ImportReport, "items" | "problems">> {
  const report: Pick<ImportReport, "items" | "problems"> = { items: [], problems: [] };
  for (const { item, save } of entries) {
    if (item.outcome === "skipped") {
      report.items.push(item);
      continue;
    }
    const saved: Result<number> = await save();
    if (saved.ok) report.items.push({ ...item, version: saved.value });
    else report.problems.push(inFile(saved.error, item));
  }
  return report;
}

function inFile(error: AppError, { file }: ImportItem): AppError {
  return { ...error, details: { ...error.details, file } };
}
