import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const ENTRY = resolve(import.meta.dirname, "../../../out/main/web.js");
const READY_MS = 60_000;

export interface ServerOptions {
  /** Folder of the store. */
  store: string;
  /** The user's home: where kubeconfigs are looked for. */
  home: string;
  /** 0: the system chooses. */
  port?: number;
  env?: Record<string, string>;
}

/** The built web host as a process of its own, as `npm start` runs it. */
export interface RunningServer {
  origin: string;
  /** The newest address it printed: each lets one browser in. */
  address(): string;
  /** Ends it in order; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a crash would: nothing in it can react. */
  kill(): Promise<void>;
  /** Everything it printed. */
  output(): string;
}

/** Starts the web host and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [ENTRY, "--store", options.store, "--port", String(options.port ?? 0)], {
    env: { PATH: process.env["PATH"], HOME: options.home, KUBECONFIG: "", LANG: "C.UTF-8", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const addresses = (): string[] => printed.match(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/g) ?? [];
  const take = (text: string): void => void (printed += text);
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  await ready(child, () => addresses().length > 0, () => printed);

  const exited = once(child, "exit");
  return {
    origin: new URL(addresses()[0] ?? "").origin,
    address: () => addresses().at(-1) ?? "",
    output: () => printed,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      return child.exitCode;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function ready(child: ChildProcess, isReady: () => boolean, printed: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!isReady()) {
    if (child.exitCode !== null) throw new Error(`The web host ended with code ${child.exitCode}:\n${printed()}`);
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The web host was not ready after ${READY_MS} ms:\n${printed()}`);
    }
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
