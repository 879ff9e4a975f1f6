import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";

export interface HostOptions {
  /** Folder of the store; undefined: the usual one. */
  dataDirectory?: string;
  /** 0 lets the system choose. Of use to the web host only. */
  port: number;
}

export const HOST_USAGE = "Options: --store DIR (where Sallyport keeps its data), --port NUMBER (of the address in the browser)";

/**
 * The options of a window's host. `npm start` does not know which host it will be, so both take the same.
 *
 * @param others whether other options are refused, or ignored because they may be meant for Chromium
 */
export function hostOptions(args: readonly string[], others: "refused" | "ignored"): Result<HostOptions> {
  const parsed = parse(args, others === "refused");
  if (!parsed.ok) return parsed;
  const { store, port = "0" } = parsed.value;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return fail("invalid-input", `--port ${port} is not a port: give a number from 1 to 65535.`);
  return ok({ dataDirectory: store === undefined ? undefined : resolve(store), port: Number(port) });
}

function parse(args: readonly string[], strict: boolean): Result<{ store?: string; port?: string }> {
  try {
    const { values } = parseArgs({ args: [...args], options: { store: { type: "string" }, port: { type: "string" } }, strict });
    const { store, port } = values;
    // Without `strict`, an option whose value is missing is `true`.
    if (store === true || port === true) return fail("invalid-input", `--${store === true ? "store" : "port"} needs a value.`);
    return ok({ store: store as string | undefined, port: port as string | undefined });
  } catch (error) {
    return fail("invalid-input", error instanceof Error ? error.message : String(error));
  }
}
