import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export interface AssignFlags extends StoredFlags {
  context?: string;
  snapshot?: string;
}

/** Assigns a policy to a cluster or takes it away; says which clusters have which policy then. */
export const runAssign: Run<AssignFlags> = async ([name], flags) => {
  const { context, snapshot } = flags;
  if (context !== undefined && snapshot !== undefined) stop("Name one cluster: --context or --snapshot.");
  const isList = context === undefined && snapshot === undefined;
  if (isList && name !== undefined) stop(`To which cluster? Name it with --context or --snapshot.`, { remedy: "See sallyport snapshot list." });
  const assignments = await withApplication(flags.store, async (app) => {
    if (!isList) {
      const target = context === undefined ? { type: "snapshot" as const, id: snapshot ?? "" } : { type: "context" as const, id: context };
      await app.call("policies.assign", { target, policy: name ?? null });
    }
    return app.call("policies.assignments");
  });
  await print(flags, "sallyport/assignments/v1", { assignments }, () => {
    if (assignments.length === 0) return "No cluster has a policy.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = assignments.map(({ target, name: cluster, policy }) => [cluster, target.type, policy].map(visible));
    return columns([["CLUSTER", "KIND", "POLICY"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};
