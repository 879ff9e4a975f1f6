import { withApplication } from "../application.ts";
import { EXIT } from "../exit.ts";
import type { Run } from "../define.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";

export const runList: Run<StoredFlags> = async (_args, flags) => {
  const policies = await withApplication(flags.store, (app) => app.call("policies.list"));
  await print(flags, "sallyport/policies/v1", { policies }, () => {
    if (policies.length === 0) return "There are no policies yet. Import one with sallyport policy import.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = policies.map((policy) =>
      [
        policy.name,
        policy.platform === "ecs" ? "Amazon ECS" : "Kubernetes",
        String(policy.ruleCount),
        String(policy.version),
        policy.updated.slice(0, 19).replace("T", " "),
        policy.assignedTo.join(", "),
        policy.description,
      ].map(visible),
    );
    return columns([["NAME", "PLATFORM", "RULES", "VERSION", "UPDATED (UTC)", "ASSIGNED TO", "DESCRIPTION"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};
