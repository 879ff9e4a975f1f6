import { join } from "node:path";
import type Database from "better-sqlite3";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Store } from "../ports.ts";
import { assign, assignments } from "./assignments.ts";
import { repositoryView } from "./database.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { deleteDraft, draft, drafts, putDraft } from "./drafts.ts";
import { asFailure } from "./errors.ts";
import { exceptionMemory, rememberExceptions } from "./exceptionMemory.ts";
import { holdDraft, releaseDraft } from "./holds.ts";
import { addKubeconfig, execConsents, kubeconfigs, removeKubeconfig, setExecConsent } from "./kubeconfigs.ts";
import { attestors, rulesetSummaries, rulesets } from "./objects.ts";
import { openDatabase, STORE_FILE } from "./open.ts";
import { createPolicy, deletePolicy, policies, policy, policyVersions, savePolicy } from "./policies.ts";
import { deleteScan, putScan, scan, scanBasis, scans } from "./scans.ts";
import { saveSettings, settings } from "./settings.ts";
import { addBlocks, beginSnapshot, block, dropSnapshot, finishSnapshot, inventory, snapshots } from "./snapshots.ts";

export interface OpenStore extends Store {
  close(): Promise<void>;
}

/** Calls that take longer are named on stderr when SALLYPORT_DEBUG is set. Milliseconds. */
const SLOW = 100;

/** Opens the store on this thread: for the command line, for tests, and inside the store's worker. */
export function openStoreHere(directory: string): Result<OpenStore> {
  const opened = openDatabase(directory);
  if (!opened.ok) return opened;
  const connection = opened.value;

  const close = (): Promise<void> => {
    connection.close();
    return Promise.resolve();
  };
  return ok({ ...storeOver(connection, join(directory, STORE_FILE)), close });
}

/** The store's methods over a connection. Each is one transaction; `write` takes the write lock at its start. */
function storeOver(connection: Database.Database, file: string): Store {
  const db = repositoryView(connection);

  async function run<T>(name: string, mode: "deferred" | "immediate", work: () => T): Promise<T> {
    const start = performance.now();
    try {
      return connection.transaction(work)[mode]();
    } catch (error) {
      throw asFailure(error, file);
    } finally {
      const took = performance.now() - start;
      if (took > SLOW && process.env["SALLYPORT_DEBUG"]) process.stderr.write(`store: ${name} took ${Math.round(took)} ms\n`);
    }
  }
  const read = <Args extends unknown[], T>(repository: (db: ReadableDB, ...args: Args) => T) =>
    (...args: Args): Promise<T> => run(repository.name, "deferred", () => repository(db, ...args));
  const write = <Args extends unknown[], T>(repository: (db: WritableDB, ...args: Args) => T) =>
    (...args: Args): Promise<T> => run(repository.name, "immediate", () => repository(db, ...args));

  return {
    settings: read(settings),
    saveSettings: write(saveSettings),
    policies: read(policies),
    policy: read(policy),
    createPolicy: write(createPolicy),
    savePolicy: write(savePolicy),
    deletePolicy: write(deletePolicy),
    policyVersions: read(policyVersions),
    assign: write(assign),
    assignments: read(assignments),
    rulesets: read(rulesetSummaries),
    ruleset: read(rulesets.get),
    createRuleset: write(rulesets.create),
    saveRuleset: write(rulesets.save),
    deleteRuleset: write(rulesets.remove),
    attestors: read(attestors.list),
    attestor: read(attestors.get),
    createAttestor: write(attestors.create),
    saveAttestor: write(attestors.save),
    deleteAttestor: write(attestors.remove),
    drafts: read(drafts),
    draft: read(draft),
    putDraft: write(putDraft),
    deleteDraft: write(deleteDraft),
    holdDraft: write(holdDraft),
    releaseDraft: write(releaseDraft),
    kubeconfigs: read(kubeconfigs),
    addKubeconfig: write(addKubeconfig),
    removeKubeconfig: write(removeKubeconfig),
    execConsents: read(execConsents),
    setExecConsent: write(setExecConsent),
    snapshots: read(snapshots),
    beginSnapshot: write(beginSnapshot),
    addBlocks: write(addBlocks),
    finishSnapshot: write(finishSnapshot),
    dropSnapshot: write(dropSnapshot),
    inventory: read(inventory),
    block: read(block),
    scans: read(scans),
    scan: read(scan),
    scanBasis: read(scanBasis),
    putScan: write(putScan),
    deleteScan: write(deleteScan),
    exceptionMemory: read(exceptionMemory),
    rememberExceptions: write(rememberExceptions),
  };
}
