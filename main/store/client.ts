import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Store } from "../ports.ts";
import { connectWorker } from "../workers/rpc.ts";
import type { OpenStore } from "./here.ts";
import { STORE_METHODS } from "./methods.ts";

export type { OpenStore } from "./here.ts";

/** Opens the store in its worker thread (`main/workers/store.ts`, built or as source). `directory` is made if missing. */
export async function openStore({ directory, workerUrl }: { directory: string; workerUrl: URL | string }): Promise<Result<OpenStore>> {
  const connected = await connectWorker<Store, object>({ name: "store", url: workerUrl, data: { directory }, events: {} }, STORE_METHODS);
  if (!connected.ok) return connected;
  const { remote, close } = connected.value;
  return ok({ ...remote, close: () => close() });
}
