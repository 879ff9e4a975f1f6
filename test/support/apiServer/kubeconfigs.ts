import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { ApiServer } from "./server.ts";

/** What a client has to know of a server. */
export type KnownServer = Pick<ApiServer, "url" | "certificates">;

/** Kubeconfig files for the test server. */

export interface KubeconfigOptions {
  /** Name of the context; cluster and user are named after it. */
  context: string;
  /** Added to, or instead of, what the cluster's entry has. */
  cluster?: Record<string, unknown>;
  namespace?: string;
  user: Record<string, unknown>;
}

/** Writes a kubeconfig with one context that trusts the server's authority; returns its path. */
export async function writeKubeconfig(folder: string, server: KnownServer, { context, cluster, namespace, user }: KubeconfigOptions): Promise<string> {
  const file = path.join(folder, `${context}.yaml`);
  const entry = { "server": server.url, "certificate-authority-data": base64(server.certificates.ca), ...cluster };
  await writeFile(file, stringify({
    "apiVersion": "v1",
    "kind": "Config",
    "current-context": context,
    "clusters": [{ name: `${context}-cluster`, cluster: entry }],
    "users": [{ name: `${context}-user`, user }],
    "contexts": [{ name: context, context: { cluster: `${context}-cluster`, user: `${context}-user`, ...(namespace !== undefined && { namespace }) } }],
  }));
  return file;
}

/** One kubeconfig for each way to sign in; each context is named like its way. */
export async function writeKubeconfigs(folder: string, server: KnownServer): Promise<Record<"certificate" | "token" | "exec", string>> {
  await mkdir(folder, { recursive: true });
  return {
    certificate: await writeKubeconfig(folder, server, { context: "certificate", user: certificateUser(server) }),
    token: await writeKubeconfig(folder, server, { context: "token", user: { token: "test-token" } }),
    exec: await writeKubeconfig(folder, server, { context: "exec", user: execUser("test-token") }),
  };
}

export function certificateUser(server: KnownServer, which: "client" | "expiredClient" | "foreignClient" = "client"): Record<string, unknown> {
  const { cert, key } = server.certificates[which];
  return { "client-certificate-data": base64(cert), "client-key-data": base64(key) };
}

/** A user whose exec plugin gives the token; `args` are more arguments of `execPlugin.ts`. */
export function execUser(token: string, ...args: string[]): Record<string, unknown> {
  const plugin = fileURLToPath(new URL("execPlugin.ts", import.meta.url));
  return { exec: { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: [plugin, token, ...args], interactiveMode: "Never", provideClusterInfo: true } };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
