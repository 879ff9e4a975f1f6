import { openExistingStore } from "../store.ts";

/** Settings of the workstation that judging needs. */
export interface ScanSettings {
  excludedNamespaces: string[];
  trustedDigests: string[];
}

/**
 * Those of the store where one takes part (a stored policy, or `--store`); otherwise the defaults, so that a file gives
 * the same result on every machine. `--exclude-namespace` replaces the list.
 */
export async function settingsFor(flags: { store?: string; excludeNamespace?: string[] }, isStored: boolean): Promise<ScanSettings> {
  const stored = isStored || flags.store !== undefined ? await storedSettings(flags.store) : undefined;
  const { excludedNamespaces, trustedDigests } = stored ?? { excludedNamespaces: ["kube-system"], trustedDigests: [] };
  return { excludedNamespaces: flags.excludeNamespace ?? excludedNamespaces, trustedDigests };
}

async function storedSettings(directory: string | undefined): Promise<ScanSettings | undefined> {
  const store = await openExistingStore(directory);
  if (!store) return undefined;
  try {
    return await store.settings();
  } finally {
    await store.close();
  }
}
