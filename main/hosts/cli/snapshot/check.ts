import type { Reachability } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { print } from "../print.ts";
import { columns, visible } from "../terminal.ts";
import { prepareContext, type CheckFlags } from "./commands.ts";

/** Asks a cluster whether it answers, and what the user may list there. */
export const runCheck: Run<CheckFlags> = async (_args, flags) => {
  const answer = await withApplication(flags.store, async (app) => {
    await prepareContext(app, flags);
    return app.call("contexts.check", { context: flags.context });
  });
  await print(flags, "sallyport/check/v1", answer, () => textOf(answer));
  return answer.reachable ? EXIT.fine : EXIT.usage;
};

function textOf({ context, reachable, serverVersion, rights, namespaceRights, message }: Reachability): string {
  const lines = [`${visible(context)}: ${reachable ? `reachable${serverVersion === undefined ? "" : `, Kubernetes ${visible(serverVersion)}`}` : "not reachable"}`];
  if (message !== undefined) lines.push(visible(message));
  const where = ({ resource, allowed }: Reachability["rights"][number]): string => {
    if (allowed) return "in all namespaces";
    return namespaceRights?.resources.includes(resource) ? `in namespace ${visible(namespaceRights.namespace)}; others are tried one by one` : "not at cluster scope";
  };
  const table = rights.length === 0 ? "" : `\n${columns([["MAY LIST", "WHERE"], ...rights.map((right) => [right.resource, where(right)])], (text) => text)}`;
  return `${lines.join("\n")}\n${table}`;
}
