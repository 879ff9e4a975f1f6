import { writeRuleset } from "../../shared/exchange/index.ts";
import { checkRuleFiles } from "../../shared/falco/index.ts";
import type { SavedRuleset } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { FieldIssue, Result } from "../../shared/kernel/result.ts";
import type { Ruleset } from "../../shared/model/ruleset.ts";
import { rulesetWarnings, validateRuleset } from "../../shared/model/rulesetIssues.ts";
import type { StoredObject } from "../ports.ts";
import { loadCatalogue } from "./catalogue.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { duplicateName } from "./duplicateName.ts";
import { author } from "./savePolicy.ts";

export type RulesetDeps = Pick<Deps, "store" | "now" | "userName" | "resourcesDirectory">;

export function rulesetUseCases(deps: Deps): UseCasesOf<"rulesets"> {
  const { store, changed } = deps;
  const announced = <T>(result: Result<T>): Result<T> => {
    if (result.ok) changed("rulesets");
    return result;
  };
  return {
    "rulesets.list": async () => ok(await store.rulesets()),
    "rulesets.get": async (request) => {
      const found = await store.ruleset(request);
      return found.ok ? ok(await withWarnings(deps, found.value)) : found;
    },
    "rulesets.create": async ({ ruleset }) => announced(await createRuleset(deps, ruleset)),
    "rulesets.save": async ({ ruleset, baseRevision }) => announced(await saveRuleset(deps, ruleset, baseRevision)),
    "rulesets.duplicate": async ({ name }) => {
      const base = await store.ruleset({ name });
      if (!base.ok) return base;
      const taken = new Set((await store.rulesets()).map((ruleset) => ruleset.name));
      return announced(await createRuleset(deps, { ...base.value.document, name: duplicateName(name, "Copy", taken) }));
    },
    "rulesets.delete": async (request) => announced(await store.deleteRuleset(request)),
    "rulesets.export": async ({ name, format }) => {
      const found = await store.ruleset({ name });
      return found.ok ? ok(writeRuleset(found.value.document, format)) : found;
    },
  };
}

/** Saves a ruleset under a new name. */
export async function createRuleset(deps: RulesetDeps, ruleset: Ruleset): Promise<Result<SavedRuleset>> {
  const refused = refusal(ruleset);
  if (refused) return refused;
  const created = await deps.store.createRuleset({ document: ruleset, author: await author(deps), now: deps.now() });
  return created.ok ? ok(await withWarnings(deps, created.value)) : created;
}

/** Saves a ruleset over the revision it was made from. */
export async function saveRuleset(deps: RulesetDeps, ruleset: Ruleset, baseRevision: number): Promise<Result<SavedRuleset>> {
  const refused = refusal(ruleset);
  if (refused) return refused;
  const saved = await deps.store.saveRuleset({ document: ruleset, baseRevision, author: await author(deps), now: deps.now() });
  return saved.ok ? ok(await withWarnings(deps, saved.value)) : saved;
}

/** Everything that keeps a ruleset from being saved; custom rules must be ones that the product loads. */
export function rulesetIssues(ruleset: Ruleset): FieldIssue[] {
  const issues = validateRuleset(ruleset);
  return issues.length > 0 ? issues : falcoIssues(ruleset, "error");
}

function refusal(ruleset: Ruleset): Result<never> | undefined {
  const issues = rulesetIssues(ruleset);
  const [first] = issues;
  if (!first) return undefined;
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return fail("invalid-input", `The ruleset "${ruleset.name}" cannot be saved: ${first.path}: ${first.message}${rest}`, { path: first.path, issues });
}

/** What the Falco reader says of the custom rule files, each problem at its file with line and column. */
function falcoIssues({ customRules }: Ruleset, severity: "error" | "warning"): FieldIssue[] {
  if (customRules.length === 0) return [];
  return checkRuleFiles(customRules)
    .problems.filter((problem) => problem.severity === severity)
    .map(({ file, line, column, message, remedy }) => ({
      path: `customRules[${customRules.findIndex(({ name }) => name === file)}].text`,
      message: `${file}, line ${line}, column ${column}: ${message}${remedy === undefined ? "" : ` ${remedy}`}`,
    }));
}

async function withWarnings(deps: RulesetDeps, stored: StoredObject<Ruleset>): Promise<SavedRuleset> {
  const { document: ruleset, ...facts } = stored;
  const catalogue = await loadCatalogue(deps);
  const warnings = [...(catalogue.ok ? rulesetWarnings(ruleset, catalogue.value) : []), ...falcoIssues(ruleset, "warning")];
  return { ruleset, ...facts, ...(warnings.length > 0 ? { warnings } : {}) };
}
