import { joinRulesets } from "../../shared/exchange/index.ts";
import type { ReadDocument } from "../../shared/exchange/index.ts";
import type { ImportItem } from "../../shared/ipc/types.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { FieldIssue, Result } from "../../shared/kernel/result.ts";
import { stableStringify } from "../../shared/kernel/stable.ts";
import type { Attestor } from "../../shared/model/attestor.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { Ruleset } from "../../shared/model/ruleset.ts";
import { compareAttestors, compareRulesets } from "../../shared/rules/compareObjects.ts";
import { comparePolicies } from "../../shared/rules/comparePolicies.ts";
import type { PolicyChange } from "../../shared/rules/comparePolicies.ts";
import { validatePolicy } from "../../shared/rules/validate.ts";
import type { ReadFile } from "../files/documents.ts";
import { attestorIssues, createAttestor, normalised, saveAttestor } from "./attestors.ts";
import type { Deps } from "./deps.ts";
import { createRuleset, rulesetIssues, saveRuleset } from "./rulesets.ts";
import { createPolicy, savePolicy } from "./savePolicy.ts";

/** One document of an import: what would come of it, and how it is saved. */
export interface PlannedImport {
  item: ImportItem;
  /** Answers the version or revision that was saved. Refused when the store has changed since the plan was made. */
  save(): Promise<Result<number>>;
}

type PlanDeps = Pick<Deps, "store" | "now" | "userName" | "resourcesDirectory">;
type FoundDocument = ReadDocument & { file: string };

/** What a kind of document is against the store. */
interface Plan {
  outcome: "created" | "changed" | "same";
  changes: string[];
  issues: FieldIssue[];
  lost: string[];
  save(): Promise<Result<number>>;
}

/** Compares what was read with what is stored. */
export async function planImport(deps: PlanDeps, files: ReadFile[]): Promise<PlannedImport[]> {
  const documents = joinRulesets(files.flatMap(({ file, documents: own }) => own.map((document): FoundDocument => ({ ...document, file }))));
  const planned: PlannedImport[] = [];
  const seen = new Map<string, FoundDocument>();
  for (const document of documents) {
    const identity = `${document.kind}/${document.document.name}`;
    const earlier = seen.get(identity);
    if (!earlier) seen.set(identity, document);
    planned.push(earlier ? repeated(document, earlier, planned.length) : await planOne(deps, document, identity));
  }
  return planned;
}

async function planOne(deps: PlanDeps, found: FoundDocument, key: string): Promise<PlannedImport> {
  const plan = await planFor(deps, found);
  const isSkipped = plan.outcome === "same" || plan.issues.length > 0;
  const item: ImportItem = {
    ...aboutOf(found, key),
    outcome: isSkipped ? "skipped" : plan.outcome === "created" ? "created" : "changed",
    changes: plan.changes,
    lost: [...found.lost, ...plan.lost],
    issues: plan.issues,
  };
  return { item, save: () => plan.save() };
}

/** Two documents of one name cannot both be taken: the first one is. */
function repeated(found: FoundDocument, earlier: FoundDocument, place: number): PlannedImport {
  const isSame = stableStringify(found.document) === stableStringify(earlier.document);
  const names = [found, earlier].map(({ writtenName, document }) => writtenName ?? document.name);
  const message =
    names[0] === names[1]
      ? `The ${found.kind} "${names[0]}" is also in ${earlier.file}, which comes first. Import this file alone to take it.`
      : `The ${found.kind} "${names[0]}" and "${names[1]}" of ${earlier.file} have the same name here (${found.document.name}); the first one is taken. Import this file alone to take the other.`;
  const issue = { path: "name", message };
  const about = aboutOf(found, `${found.kind}/${found.document.name}#${place}`);
  const item: ImportItem = { ...about, outcome: "skipped", changes: [], lost: found.lost, issues: isSame ? [] : [issue] };
  return { item, save: () => Promise.reject(new Error("a document that is skipped is not saved")) };
}

function aboutOf(found: FoundDocument, key: string): Pick<ImportItem, "key" | "kind" | "name" | "writtenName" | "file" | "format" | "converted" | "platform"> {
  const { kind, document, file, format, remarks, writtenName } = found;
  return {
    key, kind, name: document.name, file, format, converted: remarks,
    ...(writtenName === undefined ? {} : { writtenName }),
    ...(found.kind === "policy" ? { platform: found.document.platform } : {}),
  };
}

function planFor(deps: PlanDeps, found: FoundDocument): Promise<Plan> {
  switch (found.kind) {
    case "policy":
      return planPolicy(deps, found.document, found.file);
    case "ruleset":
      return planRuleset(deps, found.document);
    case "attestor":
      return planAttestor(deps, normalised(found.document));
  }
}

async function planPolicy(deps: PlanDeps, policy: Policy, file: string): Promise<Plan> {
  const note = `Imported from ${file}`;
  const issues = validatePolicy(policy);
  const present = await deps.store.policy({ name: policy.name });
  const draft = await deps.store.draft({ name: policy.name });
  const lost = draft ? ["The unsaved draft of this policy: it goes when a version is saved."] : [];
  if (!present.ok) {
    return { outcome: "created", changes: [], issues, lost, save: async () => versionOf(await createPolicy(deps, policy, note)) };
  }
  const { version, policy: before } = present.value;
  if (before.platform !== policy.platform) issues.push({ path: "platform", message: "The platform of a policy cannot be changed once it is set." });
  const isSame = stableStringify(before) === stableStringify(policy);
  return {
    outcome: isSame ? "same" : "changed",
    changes: isSame ? [] : comparePolicies(before, policy).map(changeText),
    issues,
    lost: isSame ? [] : lost,
    save: async () => versionOf(await savePolicy(deps, policy, version, note)),
  };
}

async function planRuleset(deps: PlanDeps, ruleset: Ruleset): Promise<Plan> {
  const issues = rulesetIssues(ruleset);
  const present = await deps.store.ruleset({ name: ruleset.name });
  if (!present.ok) return { outcome: "created", changes: [], issues, lost: [], save: async () => revisionOf(await createRuleset(deps, ruleset)) };
  const { revision, document: before } = present.value;
  const changes = compareRulesets(before, ruleset);
  return {
    outcome: changes.length === 0 ? "same" : "changed", changes, issues, lost: [],
    save: async () => revisionOf(await saveRuleset(deps, ruleset, revision)),
  };
}

async function planAttestor(deps: PlanDeps, attestor: Attestor): Promise<Plan> {
  const issues = attestorIssues(attestor, deps.now());
  const present = await deps.store.attestor({ name: attestor.name });
  if (!present.ok) return { outcome: "created", changes: [], issues, lost: [], save: async () => revisionOf(await createAttestor(deps, attestor)) };
  const { revision, document: before } = present.value;
  const changes = compareAttestors(before, attestor);
  return {
    outcome: changes.length === 0 ? "same" : "changed", changes, issues, lost: [],
    save: async () => revisionOf(await saveAttestor(deps, attestor, revision)),
  };
}

function versionOf(saved: Result<{ version: number }>): Result<number> {
  return saved.ok ? ok(saved.value.version) : saved;
}

function revisionOf(saved: Result<{ revision: number }>): Result<number> {
  return saved.ok ? ok(saved.value.revision) : saved;
}

const KIND_WORDS = { added: "added", removed: "removed", changed: "changed", moved: "moved" } as const;

/** A change as one line. */
export function changeText({ kind, where, what, before, after }: PolicyChange): string {
  const values = before === undefined && after === undefined ? "" : ` (“${before ?? ""}” becomes “${after ?? ""}”)`;
  return `${where}: ${what} ${KIND_WORDS[kind]}${values}`;
}
