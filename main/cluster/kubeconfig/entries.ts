import { z } from "zod";

/**
 * The entries of a kubeconfig file as client-go's `clientcmd/api/v1` names them. The file is read with YAML's failsafe
 * schema, so every scalar arrives as the text that was written: a token `0123` or a cluster named `1e5` stays itself.
 */

export interface ClusterEntry {
  server?: string;
  caFile?: string;
  /** Base64 of PEM. */
  caData?: string;
  insecure: boolean;
  tlsServerName?: string;
  proxyUrl?: string;
  disableCompression: boolean;
}

export interface ExecEntry {
  command: string;
  args: string[];
  env: { name: string; value: string }[];
  apiVersion?: string;
  installHint?: string;
  provideClusterInfo: boolean;
  /** `Never`, `IfAvailable` or `Always`: whether the command wants to ask on a terminal. */
  interactiveMode?: string;
}

export interface UserEntry {
  certFile?: string;
  certData?: string;
  keyFile?: string;
  keyData?: string;
  token?: string;
  tokenFile?: string;
  username?: string;
  password?: string;
  /** Name of a legacy auth provider (removed from Kubernetes in 1.26). */
  authProvider?: string;
  exec?: ExecEntry;
  impersonate: { user?: string; uid?: string; groups: string[]; extra: Record<string, string[]> };
}

export interface ContextEntry {
  cluster?: string;
  user?: string;
  namespace?: string;
}

/** Written and meaning nothing: client-go reads these as the zero value. */
const ABSENT = new Set(["", "~", "null", "Null", "NULL"]);

const absent = (value: unknown): unknown => (typeof value === "string" && ABSENT.has(value) ? undefined : value);
const text = z.preprocess(absent, z.string("must be text").optional());
const flag = z.preprocess(absent, z.string("must be true or false").optional()).transform((value) => /^(true|yes|on)$/i.test(value ?? ""));
const list = <T extends z.ZodType>(item: T) => z.preprocess(absent, z.array(item, "must be a list").optional()).transform((value) => value ?? []);

const cluster = z
  .object({
    "server": text,
    "certificate-authority": text,
    "certificate-authority-data": text,
    "insecure-skip-tls-verify": flag,
    "tls-server-name": text,
    "proxy-url": text,
    "disable-compression": flag,
  }, "must be a mapping")
  .transform((value): ClusterEntry => ({
    server: value.server,
    caFile: value["certificate-authority"],
    caData: value["certificate-authority-data"],
    insecure: value["insecure-skip-tls-verify"],
    tlsServerName: value["tls-server-name"],
    proxyUrl: value["proxy-url"],
    disableCompression: value["disable-compression"],
  }));

const exec = z
  .object({
    command: z.string("must be text").min(1, "must not be empty"),
    args: list(z.string("must be text")),
    env: list(z.object({ name: z.string(), value: z.string() })),
    apiVersion: text,
    installHint: text,
    provideClusterInfo: flag,
    interactiveMode: text,
  }, "must be a mapping");

const user = z
  .object({
    "client-certificate": text,
    "client-certificate-data": text,
    "client-key": text,
    "client-key-data": text,
    "token": text,
    "tokenFile": text,
    "username": text,
    "password": text,
    "auth-provider": z.preprocess(absent, z.object({ name: z.string("must be text") }, "must be a mapping").optional()),
    "exec": z.preprocess(absent, exec.optional()),
    "as": text,
    "as-uid": text,
    "as-groups": list(z.string("must be text")),
    "as-user-extra": z.preprocess(absent, z.record(z.string(), z.array(z.string())).optional()),
  }, "must be a mapping")
  .transform((value): UserEntry => ({
    certFile: value["client-certificate"],
    certData: value["client-certificate-data"],
    keyFile: value["client-key"],
    keyData: value["client-key-data"],
    token: value.token,
    tokenFile: value.tokenFile,
    username: value.username,
    password: value.password,
    authProvider: value["auth-provider"]?.name,
    exec: value.exec,
    impersonate: { user: value.as, uid: value["as-uid"], groups: value["as-groups"], extra: value["as-user-extra"] ?? {} },
  }));

const context = z.object({ cluster: text, user: text, namespace: text }, "must be a mapping");

/** A user may be named without any content: it logs in anonymously. */
const orEmpty = <T extends z.ZodType>(entry: T) => z.preprocess((value) => absent(value) ?? {}, entry);

export const ENTRY_SCHEMAS = { clusters: orEmpty(cluster), users: orEmpty(user), contexts: orEmpty(context) };
