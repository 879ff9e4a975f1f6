import { execCommandLine } from "../../../shared/ipc/execCommand.ts";
import type { ContextInfo, ContextList } from "../../../shared/ipc/types.ts";
import type { ExecConsent } from "../../ports.ts";
import { inWords } from "../words.ts";
import { contextWarnings, resolveContext } from "./context.ts";
import { readKubeconfigs, type Environment, type KubeconfigFile } from "./files.ts";
import { clientCertificateWarning, readTlsMaterial } from "./material.ts";
import { mergeKubeconfigs, type MergedConfig } from "./merge.ts";

/** Every context of the kubeconfigs with what the user must know before using it. Reads files, connects to nothing, runs nothing. */
export async function listContexts(
  request: { kubeconfigs: string[]; consents: ExecConsent[] }, environment: Environment, now: Date,
): Promise<ContextList> {
  const files = await readKubeconfigs(environment, request.kubeconfigs);
  const merged = mergeKubeconfigs(files);
  const contexts = await Promise.all([...merged.contexts.keys()].map((name) => describe(name, merged, files, request.consents, now)));
  return {
    contexts,
    files: files.map(({ path, added, problem, warning }) => ({ path, added, ...(problem !== undefined && { problem }), ...(warning !== undefined && { warning }) })),
  };
}

async function describe(name: string, merged: MergedConfig, files: KubeconfigFile[], consents: ExecConsent[], now: Date): Promise<ContextInfo> {
  const info = facts(name, merged, consents);
  const resolved = resolveContext(merged, name);
  if (!resolved.ok) return { ...info, problem: inWords(resolved.error) };
  const warnings = contextWarnings(resolved.value, files);
  const material = await readTlsMaterial(resolved.value);
  const expiry = material.ok ? clientCertificateWarning(material.value, now) : undefined;
  if (expiry !== undefined) warnings.push(expiry);
  if (warnings.length > 0) info.warnings = warnings;
  const legacy = resolved.value.user?.value.authProvider;
  if (legacy !== undefined) return { ...info, problem: legacyProviderMessage(name, legacy) };
  return material.ok ? info : { ...info, problem: inWords(material.error) };
}

/** What the kubeconfigs say, whether or not it can be used. */
function facts(name: string, { contexts, clusters, users, currentContext }: MergedConfig, consents: ExecConsent[]): ContextInfo {
  const { value, file } = contexts.get(name) ?? { value: {}, file: "" };
  const { cluster = "", user = "", namespace = "default" } = value;
  const server = clusters.get(cluster)?.value.server ?? "";
  const info: ContextInfo = { name, cluster, server, user, namespace, file, current: currentContext === name };
  const exec = users.get(user)?.value.exec;
  if (exec) {
    const allowed = consents.some((consent) => consent.context === name && consent.file === file && consent.command === execCommandLine(exec));
    info.exec = { command: exec.command, args: exec.args, allowed };
  }
  return info;
}

/** Auth providers left kubectl in 1.26: a kubeconfig that still has one cannot be used by kubectl either. */
export function legacyProviderMessage(context: string, provider: string): string {
  return `Context "${context}" signs in with the auth provider "${provider}", which Kubernetes removed in 1.26. Get a kubeconfig that uses a certificate, a token or an exec plugin.`;
}
