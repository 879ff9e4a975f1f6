import { userInfo } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Store } from "../ports.ts";
import { assign, assignments } from "./assignments.ts";
import { addCheckpoint, append, recordEvent, trailBytes, trailHead, trailPage, type Recorder } from "./auditTrail.ts";
import { acceptBundle, addBundle, bundleFile, bundles, keepBundle, memory, replaceBundle, series } from "./bundles.ts";
import { repositoryView } from "./database.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { deleteDraft, draft, drafts, putDraft } from "./drafts.ts";
import { asFailure } from "./errors.ts";
import { exceptionMemory, rememberExceptions } from "./exceptionMemory.ts";
import { holdDraft, releaseDraft } from "./holds.ts";
import { addKey, keys, keySecret, setKeySecret, setKeyState } from "./keys.ts";
import { addKubeconfig, execConsents, kubeconfigs, removeKubeconfig, setExecConsent } from "./kubeconfigs.ts";
import { deleteObjectDraft, objectDraft, objectDrafts, putObjectDraft } from "./objectDrafts.ts";
import { attestors, rulesetSummaries, rulesets } from "./objects.ts";
import { openDatabase, STORE_FILE } from "./open.ts";
import { createPolicy, deletePolicy, policies, policy, policyVersions, savePolicy } from "./policies.ts";
import { deleteScan, putScan, scan, scanBasis, scans } from "./scans.ts";
import { saveSettings, settings } from "./settings.ts";
import { acknowledgeNotice, notice } from "./signingState.ts";
import { addBlocks, beginSnapshot, block, dropSnapshot, finishSnapshot, inventory, snapshots } from "./snapshots.ts";
import { eventOf } from "./trailEvents.ts";
import { acceptTrust, putTrustProposal, trustLists, trustProposal } from "./trust.ts";
import { noticeRestore, witnessIn, type WitnessFile } from "./witness.ts";

export interface OpenStore extends Store {
  close(): Promise<void>;
}

/** Calls that take longer are named on stderr when SALLYPORT_DEBUG is set. Milliseconds. */
const SLOW = 100;

/** Opens the store on this thread: for the command line, for tests, and inside the store's worker. */
export function openStoreHere(directory: string, recorder: Recorder = HERE): Result<OpenStore> {
  const witness = witnessIn(directory);
  // Read before the database is opened: what is committed meanwhile can only be further on.
  const seen = witness.read();
  const opened = openDatabase(directory);
  if (!opened.ok) return opened;
  const connection = opened.value;
  const db = repositoryView(connection);
  if (connection.transaction(() => noticeRestore(db, seen, recorder)).immediate()) witness.write(db);

  const close = (): Promise<void> => {
    connection.close();
    return Promise.resolve();
  };
  return ok({ ...storeOver(connection, join(directory, STORE_FILE), recorder, witness), close });
}

/** The clock and the user of this process, as the audit trail tells them. */
const HERE: Recorder = { now: () => new Date().toISOString(), actor: userHere() };

function userHere(): string {
  try {
    return userInfo().username;
  } catch {
    return ""; // a user without an entry, as containers have them
  }
}

/**
 * The store's methods over a connection. Each is one transaction; `write` takes the write lock at its start, and the audit
 * trail tells of the change within it.
 */
function storeOver(connection: Database.Database, file: string, recorder: Recorder, witness: WitnessFile): Store {
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
    async (...args: Args): Promise<T> => {
      let isTold = false;
      const answer = await run(repository.name, "immediate", () => {
        const made = repository(db, ...args);
        const event = eventOf(repository, args[0], made);
        if (event) append(db, event, recorder);
        isTold = event !== undefined;
        return made;
      });
      if (isTold) witness.write(db);
      return answer;
    };

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
    objectDrafts: read(objectDrafts),
    objectDraft: read(objectDraft),
    putObjectDraft: write(putObjectDraft),
    deleteObjectDraft: write(deleteObjectDraft),
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
    keys: read(keys),
    addKey: write(addKey),
    keySecret: read(keySecret),
    setKeySecret: write(setKeySecret),
    setKeyState: write(setKeyState),
    trustLists: read(trustLists),
    acceptTrust: write(acceptTrust),
    trustProposal: read(trustProposal),
    putTrustProposal: write(putTrustProposal),
    bundles: read(bundles),
    bundleFile: read(bundleFile),
    series: read(series),
    addBundle: write(addBundle),
    keepBundle: write(keepBundle),
    replaceBundle: write(replaceBundle),
    memory: read(memory),
    acceptBundle: write(acceptBundle),
    recordEvent: write(recordEvent),
    trailHead: read(trailHead),
    trailPage: read(trailPage),
    trailBytes: read(trailBytes),
    addCheckpoint: write(addCheckpoint),
    notice: read(notice),
    acknowledgeNotice: write(acknowledgeNotice),
    exceptionMemory: read(exceptionMemory),
    rememberExceptions: write(rememberExceptions),
  };
}
