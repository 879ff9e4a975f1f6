import { join } from "node:path";
import { readPolicies } from "../../shared/exchange/index.ts";
import type { Starter, StarterSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { readTextFile } from "../files/textFile.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

/** Policies to begin with, in the order in which they are offered: `resources/policies/starters/<id>.{yaml,md}`. */
const IDS = ["log-everything-first", "pod-security-baseline", "pod-security-restricted", "cis-workloads", "registry-allow-list"];

export function starterUseCases(deps: Deps): UseCasesOf<"starters"> {
  return {
    "starters.list": async () => {
      const summaries: StarterSummary[] = [];
      for (const id of IDS) {
        const starter = await readStarter(deps, id);
        if (!starter.ok) return starter;
        const { policy: _policy, page: _page, ...summary } = starter.value;
        summaries.push(summary);
      }
      return ok(summaries);
    },
    "starters.get": ({ id }) => readStarter(deps, id),
  };
}

/** One starter. Its page begins with `# Title`, then a paragraph that sums it up. */
async function readStarter({ resourcesDirectory }: Pick<Deps, "resourcesDirectory">, id: string): Promise<Result<Starter>> {
  if (!IDS.includes(id)) return fail("not-found", `There is no starter policy "${id}".`);
  const base = join(resourcesDirectory, "policies", "starters", id);
  const text = await readTextFile(`${base}.yaml`);
  if (!text.ok) return text;
  const page = await readTextFile(`${base}.md`);
  if (!page.ok) return page;
  const [read] = readPolicies(text.value, `${base}.yaml`).policies;
  const [, title, summary] = /^# (.+)\n\n((?:.+\n)+)/.exec(page.value) ?? [];
  if (!read || title === undefined || summary === undefined) {
    return fail("unreadable", `The starter policy "${id}" is damaged.`, { file: `${base}.yaml`, remedy: "Install Sallyport again." });
  }
  const { policy } = read;
  return ok({ id, title, summary: summary.trim().replaceAll("\n", " "), ruleCount: policy.cluster.rules.length, policy, page: page.value });
}
