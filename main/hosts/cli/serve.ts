import { join } from "node:path";
import { openApplication } from "../compose.ts";
import { runWebHost } from "../web/run.ts";
import { storeDirectory } from "./context.ts";
import type { Run } from "./define.ts";
import { EXIT } from "./exit.ts";
import { topFolder } from "./version.ts";

export interface ServeFlags {
  port?: number;
  store?: string;
}

/** The web host, until the process is told to end. */
export const runServe: Run<ServeFlags> = async (_args, flags, { interrupt }) => {
  // Ctrl-C is how a server is ended: it ends in its own order, with code 0.
  interrupt.release();
  const dataDirectory = storeDirectory(flags.store);
  const code = await runWebHost({
    open: () => openApplication({ host: "web", dataDirectory }),
    dataDirectory,
    bundle: join(topFolder(), "out/renderer"),
    port: flags.port ?? 0,
  });
  return code === 0 ? EXIT.fine : EXIT.usage;
};
