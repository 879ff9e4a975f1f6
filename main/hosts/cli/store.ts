import { existsSync } from "node:fs";
import { join } from "node:path";
import type { OpenStore } from "../../store/here.ts";
import { storeDirectory } from "./context.ts";
import { need } from "./failure.ts";

/** Opens the store in this thread; it is made when there is none. */
export async function openStore(option: string | undefined): Promise<OpenStore> {
  const { openStoreHere } = await import("../../store/here.ts");
  return need(openStoreHere(storeDirectory(option)));
}

/** Opens the store if there is one: looking something up makes none. */
export async function openExistingStore(option: string | undefined): Promise<OpenStore | undefined> {
  const directory = storeDirectory(option);
  if (!existsSync(directory)) return undefined;
  const { STORE_FILE } = await import("../../store/open.ts");
  return existsSync(join(directory, STORE_FILE)) ? openStore(option) : undefined;
}
