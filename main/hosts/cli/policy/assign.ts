import type { Assignment } from "../../../../shared/ipc/types.ts";
import { withApplication, type CliApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export interface AssignFlags extends StoredFlags {
  context?: string;
  snapshot?: string;
}

type Target = { type: "context" | "snapshot"; id: string };

/** Gives a cluster its policy, or lists what is assigned. Without a name the cluster loses its policy. */
export const runAssign: Run<AssignFlags> = async ([name], flags) => {
  const target = targetOf(flags);
  if (!target && name !== undefined) stop("To which cluster? Name it with --context or --snapshot.", { remedy: "See sallyport snapshot list." });
  return change(flags, target && ((app) => app.call("policies.assign", { target, policy: name ?? null })));
};

/** Takes the policy of a cluster away. */
export const runUnassign: Run<AssignFlags> = async (_args, flags) => {
  const target = targetOf(flags);
  if (!target) return stop("From which cluster? Name it with --context or --snapshot.", { remedy: "See sallyport policy assign for what is assigned." });
  return change(flags, (app) => app.call("policies.assign", { target, policy: null }));
};

function targetOf({ context, snapshot }: AssignFlags): Target | undefined {
  if (context !== undefined && snapshot !== undefined) return stop("Name one cluster: --context or --snapshot.");
  if (context !== undefined) return { type: "context", id: context };
  return snapshot === undefined ? undefined : { type: "snapshot", id: snapshot };
}

/** Makes a change, and says which clusters have which policy then. */
async function change(flags: AssignFlags, work?: (app: CliApplication) => Promise<unknown>): Promise<typeof EXIT.fine> {
  const assignments = await withApplication(flags.store, async (app) => {
    await work?.(app);
    return app.call("policies.assignments");
  });
  await print(flags, "sallyport/assignments/v1", { assignments }, () => textOf(assignments, flags));
  return EXIT.fine;
}

function textOf(assignments: Assignment[], { output }: AssignFlags): string {
  if (assignments.length === 0) return "No cluster has a policy.\n";
  const style = styleFor(output === undefined ? process.stdout : {}, process.env);
  const rows = assignments.map(({ target, name: cluster, policy }) => [cluster, target.type, policy].map(visible));
  return columns([["CLUSTER", "KIND", "POLICY"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
}
