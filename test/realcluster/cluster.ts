import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRoot } from "../../main/dev/paths.ts";
import { makeCertificates } from "../support/apiServer/certificates.ts";
import type { KnownServer } from "../support/apiServer/kubeconfigs.ts";
import { createApi, type Api } from "./api.ts";

/** A token of `system:masters`, who may do everything. */
export const ADMIN = "admin-token";
/** A token of a user `auditor` without rights of its own. */
export const AUDITOR = "auditor-token";

export interface RealCluster extends KnownServer {
  folder: string;
  /** Requests with the rights of an administrator. */
  api: Api;
  stop(): Promise<void>;
}

/** Starts etcd and the API server of Kubernetes on loopback, with everything they write in a folder of their own. */
export async function startCluster(flags: readonly string[] = []): Promise<RealCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), "sallyport-real-"));
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const certificates = await makeCertificates();
  const file = await writeFiles(folder, {
    "server.crt": certificates.server.cert,
    "server.key": certificates.server.key,
    "ca.crt": certificates.ca,
    "accounts.key": generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }),
    "tokens.csv": `${ADMIN},admin,1,"system:masters"\n${AUDITOR},auditor,2,\n`,
  });
  const etcd = start("etcd", folder, [
    "--data-dir", path.join(folder, "etcd"),
    "--listen-client-urls", `http://127.0.0.1:${client}`, "--advertise-client-urls", `http://127.0.0.1:${client}`,
    "--listen-peer-urls", `http://127.0.0.1:${peer}`, "--initial-advertise-peer-urls", `http://127.0.0.1:${peer}`,
    "--initial-cluster", `default=http://127.0.0.1:${peer}`, "--unsafe-no-fsync",
  ]);
  const server = start("kube-apiserver", folder, [
    "--etcd-servers", `http://127.0.0.1:${client}`, "--bind-address", "127.0.0.1", "--secure-port", String(port),
    "--tls-cert-file", file("server.crt"), "--tls-private-key-file", file("server.key"), "--client-ca-file", file("ca.crt"),
    "--token-auth-file", file("tokens.csv"), "--authorization-mode", "RBAC", "--disable-admission-plugins", "ServiceAccount",
    "--service-account-issuer", "https://sallyport.test", "--service-account-key-file", file("accounts.key"),
    "--service-account-signing-key-file", file("accounts.key"), "--service-cluster-ip-range", "10.0.0.0/24",
    "--cert-dir", path.join(folder, "certificates"), ...flags,
  ]);
  const url = `https://127.0.0.1:${port}`;
  const api = createApi(url, certificates.ca, ADMIN);
  const stop = async (): Promise<void> => {
    for (const child of [server, etcd]) await end(child);
    api.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(api, server, path.join(folder, "kube-apiserver.log"));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, certificates, folder, api, stop };
}

function start(program: string, folder: string, args: readonly string[]): ChildProcess {
  const child = spawn(inRoot("out/realcluster", program), args, { stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(path.join(folder, `${program}.log`));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function ready(api: Api, server: ChildProcess, log: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await new Promise((resume) => setTimeout(resume, 250))) {
    if (server.exitCode !== null) break;
    const answer = await api.request("GET", "/readyz").catch(() => undefined);
    if (answer?.status === 200) return;
  }
  throw new Error(`The API server did not become ready:\n${(await readFile(log, "utf8")).slice(-4000)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function writeFiles(folder: string, files: Record<string, string | Buffer>): Promise<(name: string) => string> {
  const keys = path.join(folder, "keys");
  await mkdir(keys);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(keys, name), content);
  return (name) => path.join(keys, name);
}
