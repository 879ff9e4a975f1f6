import type { OutgoingHttpHeaders } from "node:http";
import { execCommandLine } from "../../../shared/ipc/execCommand.ts";
import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ResolvedContext } from "../kubeconfig/context.ts";
import { legacyProviderMessage } from "../kubeconfig/contexts.ts";
import type { UserEntry } from "../kubeconfig/entries.ts";
import { readText } from "../kubeconfig/files.ts";
import type { TlsMaterial } from "../kubeconfig/material.ts";
import { runExecPlugin } from "./execPlugin.ts";

/** What a request carries to say who asks. */
export interface Credentials {
  headers: OutgoingHttpHeaders;
  material: TlsMaterial;
  /** They come from a file or a plugin that may have newer ones by now. */
  renewable: boolean;
}

/**
 * The credentials of a context's user, in client-go's order: token (a token file's content before a token written
 * down), user name and password, then the exec plugin. A client certificate goes along with any of them.
 */
export async function loadCredentials(context: ResolvedContext, material: TlsMaterial, allowExec: boolean, signal: AbortSignal): Promise<Result<Credentials>> {
  const user = context.user?.value;
  const owner = context.user?.file;
  if (!user) return ok({ headers: {}, material, renewable: false });
  if (user.authProvider !== undefined) return fail("not-supported", legacyProviderMessage(context.name, user.authProvider), { file: owner });
  const impersonation = impersonationHeaders(user);

  const token = await bearerToken(context, user);
  if (!token.ok) return token;
  if (token.value !== undefined) {
    return ok({ headers: { ...impersonation, authorization: `Bearer ${token.value}` }, material, renewable: user.tokenFile !== undefined });
  }
  if (user.username !== undefined) {
    const login = Buffer.from(`${user.username}:${user.password ?? ""}`).toString("base64");
    return ok({ headers: { ...impersonation, authorization: `Basic ${login}` }, material, renewable: false });
  }
  if (!user.exec) return ok({ headers: impersonation, material, renewable: false });

  if (!allowExec) {
    return fail("consent-needed", `Context "${context.name}" signs in by running \`${execCommandLine(user.exec)}\` on this computer. It was not run.`, {
      file: owner,
      remedy: "Look at the command, agree to it for this context, and try again.",
    });
  }
  const credential = await runExecPlugin(context, user.exec, material.ca, signal);
  if (!credential.ok) return credential;
  const authorization = credential.value.token === undefined ? {} : { authorization: `Bearer ${credential.value.token}` };
  return ok({ headers: { ...impersonation, ...authorization }, material: { ...material, ...credential.value.cert }, renewable: true });
}

async function bearerToken(context: ResolvedContext, user: UserEntry): Promise<Result<string | undefined>> {
  let token = user.token;
  if (user.tokenFile !== undefined) {
    const read = await readText(user.tokenFile);
    if (read.ok) token = read.value.trim();
    else if (token === undefined) {
      return fail("invalid-input", `Context "${context.name}": \`tokenFile\` points to ${user.tokenFile}, and ${read.error.message}.`, { file: user.tokenFile, remedy: "Put the token there, or correct the path in the kubeconfig." });
    }
  }
  // A header cannot carry them, and no token has them: it is some other file's content.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    return fail("invalid-input", `Context "${context.name}": the token of user "${context.user?.name ?? ""}" is empty or has characters that no token has.`, { file: user.tokenFile ?? context.user?.file, remedy: "Put a valid token there." });
  }
  return ok(token);
}

function impersonationHeaders({ impersonate }: UserEntry): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  if (impersonate.user !== undefined) headers["impersonate-user"] = impersonate.user;
  if (impersonate.uid !== undefined) headers["impersonate-uid"] = impersonate.uid;
  if (impersonate.groups.length > 0) headers["impersonate-group"] = impersonate.groups;
  for (const [key, values] of Object.entries(impersonate.extra)) headers[`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`] = values;
  return headers;
}
