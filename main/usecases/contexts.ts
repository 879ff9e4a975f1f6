import { isAbsolute } from "node:path";
import { execCommandLine } from "../../shared/ipc/execCommand.ts";
import type { ContextInfo, ContextList } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

type ContextDeps = Pick<Deps, "store" | "cluster">;

export function contextUseCases(deps: Deps): UseCasesOf<"contexts"> {
  const { store, cluster, changed } = deps;
  return {
    "contexts.list": async () => ok(await listContexts(deps)),
    "contexts.check": async ({ context }) => {
      const found = await usableContext(deps, context);
      return found.ok ? cluster.check(found.value) : found;
    },
    "contexts.allowExec": async ({ context, allowed }) => {
      const found = await findContext(deps, context);
      if (!found.ok) return found;
      const { exec, file } = found.value;
      if (!exec) return fail("invalid-input", `The context "${context}" runs no command to sign in.`);
      await store.setExecConsent({ context, file, command: execCommandLine(exec), allowed });
      changed("contexts");
      return ok(null);
    },
  };
}

export function kubeconfigUseCases(deps: Deps): UseCasesOf<"kubeconfigs"> {
  const { store, cluster, changed } = deps;
  return {
    "kubeconfigs.add": async ({ path }) => {
      if (!isAbsolute(path)) return fail("invalid-input", `"${path}" is not a full path.`, { file: path, remedy: "Choose the file." });
      const kubeconfigs = [...(await store.kubeconfigs()), path];
      const list = await cluster.contexts({ kubeconfigs, consents: await store.execConsents() });
      const problem = list.files.find((file) => file.path === path)?.problem;
      if (problem !== undefined) {
        return fail("unreadable", `${path} cannot be used as a kubeconfig: ${problem}`, { file: path, remedy: "Choose another file, or mend this one and add it again." });
      }
      await store.addKubeconfig({ path });
      changed("contexts");
      return ok(list);
    },
    "kubeconfigs.remove": async (request) => {
      await store.removeKubeconfig(request);
      changed("contexts");
      return ok(await listContexts(deps));
    },
  };
}

/** The contexts with the policies that they have. */
async function listContexts({ store, cluster }: ContextDeps): Promise<ContextList> {
  const list = await cluster.contexts({ kubeconfigs: await store.kubeconfigs(), consents: await store.execConsents() });
  const policies = new Map((await store.assignments()).flatMap(({ type, id, policy }) => (type === "context" ? [[id, policy] as const] : [])));
  const withPolicy = (context: ContextInfo): ContextInfo => {
    const assignedPolicy = policies.get(context.name);
    return assignedPolicy === undefined ? context : { ...context, assignedPolicy };
  };
  return { ...list, contexts: list.contexts.map(withPolicy) };
}

async function findContext(deps: ContextDeps, name: string): Promise<Result<ContextInfo>> {
  const found = (await listContexts(deps)).contexts.find((context) => context.name === name);
  return found ? ok(found) : fail("not-found", `No kubeconfig has a context "${name}".`, { remedy: "Add the kubeconfig that defines it." });
}

/** A context ready to be talked to: without what keeps it from working, and with the user's consent where it runs a command. */
export async function usableContext(deps: ContextDeps, name: string): Promise<Result<{ context: string; kubeconfigs: string[]; allowExec: boolean }>> {
  const found = await findContext(deps, name);
  if (!found.ok) return found;
  const { problem, file, exec } = found.value;
  if (problem !== undefined) return fail("unreadable", `The context "${name}" cannot be used: ${problem}`, { file });
  if (exec && !exec.allowed) {
    return fail("consent-needed", `To sign in, the context "${name}" runs the command ${execCommandLine(exec)} (${file}). It runs only after you agree.`, {
      file,
      remedy: "Agree to the command on the Clusters page if you trust the kubeconfig.",
    });
  }
  return ok({ context: name, kubeconfigs: await deps.store.kubeconfigs(), allowExec: exec?.allowed ?? false });
}
