import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "../../main/app.ts";
import type { Application } from "../../main/hosts/application.ts";
import { hclHere } from "../../main/files/hcl.ts";
import type { Cluster } from "../../main/ports.ts";
import { openStoreHere } from "../../main/store/here.ts";
import { movable } from "../../main/workers/rpc.ts";
import type { Channel, Request, Response } from "../../shared/ipc/contract.ts";
import type { ContextInfo, Job } from "../../shared/ipc/types.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { createFakeAudit } from "./fake-audit.ts";
import type { FakeAudit } from "./fake-audit.ts";
import { must, NOW, temporaryFolder } from "./store.ts";

/** The application over a real store in a folder of its own, a fake audit side and a fake cluster side. */
export interface TestApp {
  app: Application;
  audit: FakeAudit;
  /** Contexts that the fake cluster side knows. */
  contexts: ContextInfo[];
  /** Kubeconfigs that cannot be read, with why. */
  badFiles: Map<string, string>;
  /** Every event, in order. */
  events: { event: string; payload: unknown }[];
  /** Folder for the test's own files. */
  files: string;
  call<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Response<C>>>;
  /** The answer; a failure ends the test. */
  get<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>>;
  /** Waits until a job has ended, and answers it. */
  ended(job: Job): Promise<Job>;
  /** Closes the application and starts it anew over the same store, as after a restart; `between` runs while it is closed. */
  restart(between?: () => void): Promise<void>;
  end(): Promise<void>;
}

export async function startTestApp({ resourcesDirectory = "/resources", now = (): string => NOW } = {}): Promise<TestApp> {
  const folder = temporaryFolder();
  const files = join(folder.path, "files");
  mkdirSync(files);
  const contexts: ContextInfo[] = [];
  const badFiles = new Map<string, string>();
  const events: TestApp["events"] = [];
  const cluster: Cluster = {
    contexts: async ({ kubeconfigs, consents }) => ({
      contexts: contexts.map((context) =>
        context.exec
          ? { ...context, exec: { ...context.exec, allowed: consents.some((consent) => consent.context === context.name && consent.file === context.file) } }
          : context,
      ),
      files: kubeconfigs.map((path) => ({ path, added: true, ...(badFiles.has(path) ? { problem: badFiles.get(path) } : {}) })),
    }),
    check: async ({ context, allowExec }) => ok({ context, reachable: true, rights: [], message: `exec ${allowExec}` }),
  };

  const open = async (): Promise<{ app: Application; audit: FakeAudit }> => {
    let audit: FakeAudit | undefined;
    const opened = await createApp({
      store: acrossThreads(must(openStoreHere(join(folder.path, "store")))),
      audit: async (told) => {
        audit = createFakeAudit(told);
        return ok(audit);
      },
      cluster: () => cluster,
      hcl: hclHere,
      info: { version: "1.2.3", host: "web", dataDirectory: join(folder.path, "store"), homeDirectory: files },
      userName: "ada",
      resourcesDirectory,
      now,
    });
    if (!audit) throw new Error("createApp starts the audit side");
    const app = must(opened);
    app.subscribe((event, payload) => events.push({ event, payload }));
    return { app, audit };
  };

  const test: TestApp = {
    ...(await open()),
    contexts, badFiles, events, files,
    call: (channel, request) => test.app.handle(channel, request) as Promise<Result<never>>,
    get: async (channel, request) => must(await test.call(channel, request)),
    async ended(job) {
      for (;;) {
        const found = (await test.get("jobs.list", undefined)).find((one) => one.id === job.id);
        if (found && found.state !== "running") return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async restart(between = () => undefined) {
      await test.app.close();
      between();
      Object.assign(test, await open());
    },
    async end() {
      await test.app.close();
      folder.remove();
    },
  };
  return test;
}

/** A port as it is on another thread: what goes there is copied, and byte arrays are moved away from the caller. */
function acrossThreads<T extends object>(port: T): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return async (...parameters: unknown[]): Promise<unknown> => Reflect.apply(member, target, structuredClone(parameters, { transfer: movable(parameters) }));
    },
  });
}
