import { join } from "node:path";
import { readPolicies } from "../../shared/exchange/index.ts";
import { readTextFile } from "../files/textFile.ts";
import type { Deps } from "./deps.ts";
import { createPolicy } from "./savePolicy.ts";

/** Policies that come with the demo cluster; the first is the one that judges it. */
const FILES = ["demo_baseline.yaml", "log_everything.yaml"];

type DemoDeps = Pick<Deps, "store" | "now" | "userName" | "resourcesDirectory" | "changed">;

/**
 * Gives the demo cluster something to be judged by: its policies, unless their names are there already (the user may have
 * changed them), and the first of them assigned. The demo works without, so what fails here is left out.
 */
export async function bringDemoPolicies(deps: DemoDeps, snapshotId: string): Promise<void> {
  const names: string[] = [];
  for (const file of FILES) {
    const path = join(deps.resourcesDirectory, "policies", file);
    const text = await readTextFile(path);
    if (!text.ok) continue;
    for (const { policy } of readPolicies(text.value, path).policies) {
      const present = await deps.store.policy({ name: policy.name });
      if (!present.ok) await createPolicy(deps, policy, "Comes with the demo cluster.");
      names.push(policy.name);
    }
  }
  const [first] = names;
  if (first) await deps.store.assign({ type: "snapshot", id: snapshotId, policy: first });
  deps.changed("policies", "snapshots");
}
