import { join } from "node:path";
import type { Result } from "../../../shared/kernel/result.ts";
import type { Application } from "../application.ts";
import { clearIncoming } from "./incoming.ts";
import { startWebHost, type WebHost } from "./server.ts";

export interface WebRun {
  /** Opens the application over the data directory; fails when its store cannot be used. */
  open(): Promise<Result<Application>>;
  dataDirectory: string;
  /** Folder of the built window. */
  bundle: string;
  /** 0 lets the system choose. */
  port: number;
}

/**
 * Serves the window until the process is told to end; prints the address to open, and the next one each time an address
 * was used. Answers the exit code.
 */
export async function runWebHost(run: WebRun): Promise<number> {
  const opened = await run.open();
  if (!opened.ok) {
    const { message, details } = opened.error;
    console.error(details?.remedy ? `${message} ${details.remedy}` : message);
    return 2;
  }
  const app = opened.value;
  const incoming = join(run.dataDirectory, "incoming");
  await clearIncoming(incoming, app);

  const host = await start({ ...run, app, incoming });
  if (!host) {
    await app.close();
    return 2;
  }
  console.log(`Sallyport is ready: ${host.address()}`);
  await endSignal();
  await host.close();
  await app.close();
  return 0;
}

async function start({ app, bundle, incoming, port }: WebRun & { app: Application; incoming: string }): Promise<WebHost | undefined> {
  try {
    return await startWebHost({ app, bundle, incoming, port, addressUsed: (next) => console.log(`For another browser: ${next}`) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const taken = code === "EADDRINUSE" ? "is used by another program" : `cannot be used (${message})`;
    console.error(`Port ${port} ${taken}. Choose another with --port, or leave it out.`);
    return undefined;
  }
}

/** The first signal ends in order; a second one, from an impatient user, at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(130));
      });
    }
  });
}
