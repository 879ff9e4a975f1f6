import type { CompareAnswer, CompareSubject, PolicySide } from "../../shared/ipc/resultQueries.ts";
import type { ScanSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { ComparedPair } from "../resultQueries.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { judgeSettings } from "./loaded.ts";
import type { Loaded } from "./loaded.ts";

/** A comparison made concrete: what is judged, its sides in words, and how it is asked. */
interface Resolved {
  pair: ComparedPair;
  a: string;
  b: string;
  coverage: CompareAnswer["coverage"];
  /** Asks, after what is missing was brought into memory. */
  ask<T>(question: () => Promise<Result<T>>): Promise<Result<T>>;
}

export function compareUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"compare"> {
  const { audit } = deps;
  return {
    "compare.page": async ({ subject, ...query }) => {
      const resolved = await resolve(deps, loaded, subject);
      if (!resolved.ok) return resolved;
      const { pair, a, b, coverage, ask } = resolved.value;
      const page = await ask(() => audit.compare({ pair, ...query }));
      return page.ok ? ok({ ...page.value, a, b, coverage }) : page;
    },
    "compare.export": async ({ subject, format, ...query }) => {
      const resolved = await resolve(deps, loaded, subject);
      if (!resolved.ok) return resolved;
      const { pair, a, b, ask } = resolved.value;
      const about = { a, b, changes: query.changes, filter: query.filter, written: deps.now() };
      return ask(() => audit.exportComparison({ pair, ...query, format, about, fileName: `comparison.${format}` }));
    },
  };
}

async function resolve(deps: Deps, loaded: Loaded, subject: CompareSubject): Promise<Result<Resolved>> {
  return subject.type === "scans" ? scans(deps, loaded, subject) : policies(deps, loaded, subject);
}

async function scans({ store }: Deps, loaded: Loaded, { a: idA, b: idB }: CompareSubject & { type: "scans" }): Promise<Result<Resolved>> {
  const [a, b] = [await store.scan({ id: idA }), await store.scan({ id: idB })];
  if (!a.ok) return a;
  if (!b.ok) return b;
  return ok({
    pair: { type: "scans", a: idA, b: idB },
    a: scanTitle(a.value),
    b: scanTitle(b.value),
    coverage: b.value.coverage,
    ask: (question) => loaded.askScan(idA, () => loaded.askScan(idB, question)),
  });
}

function scanTitle({ snapshotName, started, policy, policyVersion }: ScanSummary): string {
  return `${snapshotName}, ${started}, ${policy} v${policyVersion}`;
}

async function policies(deps: Deps, loaded: Loaded, subject: CompareSubject & { type: "policies" }): Promise<Result<Resolved>> {
  const { snapshotId, options } = subject;
  const snapshot = (await deps.store.snapshots()).find(({ id }) => id === snapshotId);
  if (!snapshot) return fail("not-found", "That snapshot is no longer there.", { remedy: "Choose other cluster data." });
  const [a, b] = [await policySide(deps, subject.a), await policySide(deps, subject.b)];
  if (!a.ok) return a;
  if (!b.ok) return b;
  const settings = await judgeSettings(deps);
  // The clock stands still for a minute, so that the pages of one comparison are of one judgement.
  const now = `${settings.now.slice(0, 16)}:00Z`;
  return ok({
    pair: { type: "policies", snapshotId, a: a.value.policy, b: b.value.policy, options, settings: { ...settings, now } },
    a: a.value.title,
    b: b.value.title,
    coverage: snapshot.coverage,
    ask: (question) => loaded.askSnapshot(snapshotId, question),
  });
}

/** The draft where it is asked for and there is one; else the saved version. */
async function policySide({ store }: Pick<Deps, "store">, { name, version, draft }: PolicySide): Promise<Result<{ policy: Policy; title: string }>> {
  const kept = draft ? await store.draft({ name }) : null;
  if (draft && !kept) return fail("not-found", `The policy "${name}" has no unsaved changes.`, { remedy: "Choose a saved version." });
  const saved = kept ? undefined : await store.policy({ name, ...(version === undefined ? {} : { version }) });
  if (saved && !saved.ok) return saved;
  const policy = kept?.policy ?? saved?.value.policy;
  if (!policy) return fail("not-found", `There is no policy "${name}".`);
  if (policy.platform === "ecs") return fail("not-supported", `The policy "${name}" is for Amazon ECS: it judges no Kubernetes workload.`, { remedy: "Choose a policy for Kubernetes." });
  return ok({ policy, title: kept ? `${name} (draft)` : `${name} v${saved?.value.version ?? ""}` });
}
