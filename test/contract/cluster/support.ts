import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished, vi } from "vitest";
import { startHttpThread, type HttpThread } from "../../../main/cluster/http/thread/client.ts";
import { listCluster } from "../../../main/cluster/index.ts";
import { walkerModule } from "../../../main/files/walker/index.ts";
import type { Connection } from "../../../shared/ipc/contract.ts";
import type { ListedPlaces, ObjectSink, ReadProgress, SourceRef, Unreadable } from "../../../shared/kube/source.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { startApiServer, type ApiServer, type ApiServerOptions } from "../../support/apiServer/server.ts";

/** What the tests about clusters share. Servers and folders end with the test that made them. */

export function afterTest(cleanup: () => Promise<unknown>): void {
  onTestFinished(async () => void (await cleanup()));
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "sallyport-cluster-"));
  afterTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function serve(options: ApiServerOptions): Promise<ApiServer> {
  const server = await startApiServer(options);
  afterTest(() => server.stop());
  return server;
}

/** The thread of large lists, started. Whoever uses it ends it. */
export async function startedThread(): Promise<HttpThread> {
  const module = walkerModule();
  const thread = module && startHttpThread(module);
  if (!thread) throw new Error("the walker was not built");
  await vi.waitUntil(() => thread.isReady(), { timeout: 20_000 });
  return thread;
}

/** An environment without kubeconfigs of its own. */
export function bareEnvironment(home: string) {
  return { home };
}

export interface Seen {
  result: Result<null>;
  objects: { value: Record<string, unknown>; source: SourceRef }[];
  /** `namespace/name`, or the name, of the objects of a resource, in order. */
  names(resource: string): string[];
  notListed: ({ resource: string; permission: string; message: string } & Partial<ListedPlaces>)[];
  limitedTo: string[];
  unreadable: Unreadable[];
  progress: ReadProgress[];
  connections: Connection[];
}

type ListOptions = Partial<Parameters<typeof listCluster>[0]>;

/** Short waits, so that a test of many failures ends soon. */
export const QUICK: NonNullable<ListOptions["limits"]> = { pageSize: 10, backoffMs: 5 };

/** Lists a context of one kubeconfig and keeps all that is told. */
export async function list(kubeconfig: string, options: ListOptions = {}): Promise<Seen> {
  const seen: Omit<Seen, "result" | "names"> = { objects: [], notListed: [], limitedTo: [], unreadable: [], progress: [], connections: [] };
  const sink: ObjectSink = {
    object: (value, source) => seen.objects.push({ value: value as Record<string, unknown>, source }),
    unreadable: (problem) => seen.unreadable.push(problem),
    skipped: () => undefined,
    notListed: (resource, permission, message, places) => seen.notListed.push({ resource, permission, message, ...places }),
    limitedTo: (namespaces) => seen.limitedTo.push(...namespaces),
  };
  const result = await listCluster({
    context: path.basename(kubeconfig, ".yaml"), kubeconfigs: [kubeconfig], allowExec: false, sink,
    signal: new AbortController().signal,
    environment: bareEnvironment(path.dirname(kubeconfig)),
    onProgress: (progress) => seen.progress.push(progress),
    onConnection: (connection) => seen.connections.push(connection),
    ...options,
    limits: { ...QUICK, ...options.limits },
  });
  const names = (resource: string) => seen.objects.filter(({ source }) => source.file.endsWith(`/${resource}`)).map(({ value }) => nameOf(value));
  return { ...seen, result, names };
}

function nameOf(value: Record<string, unknown>): string {
  const { namespace, name } = value["metadata"] as { namespace?: string; name: string };
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Starts a server, signs in by token, lists. */
export async function listFrom(options: ApiServerOptions, listOptions: ListOptions = {}): Promise<Seen & { server: ApiServer }> {
  const server = await serve(options);
  const kubeconfig = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: { token: "test-token" } });
  return { ...(await list(kubeconfig, listOptions)), server };
}

/** The names that a resource's objects should be seen by. */
export function expectedNames(objects: Record<string, unknown>[] | undefined): string[] {
  return (objects ?? []).map(nameOf);
}

/** The message of a failure, with its remedy. */
export function failureOf(result: Result<unknown>): { code: string; message: string; remedy: string } {
  if (result.ok) throw new Error("expected a failure");
  const { code, message, details } = result.error;
  return { code, message, remedy: details?.remedy ?? "" };
}
