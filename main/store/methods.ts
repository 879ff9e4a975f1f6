import type { Store } from "../ports.ts";
import type { MethodNames } from "../workers/rpc.ts";

/** The names that cross to the store's thread. */
export const STORE_METHODS: MethodNames<Store> = {
  settings: true, saveSettings: true,
  policies: true, policy: true, createPolicy: true, savePolicy: true, deletePolicy: true, policyVersions: true,
  assign: true, assignments: true,
  rulesets: true, ruleset: true, createRuleset: true, saveRuleset: true, deleteRuleset: true,
  attestors: true, attestor: true, createAttestor: true, saveAttestor: true, deleteAttestor: true,
  drafts: true, draft: true, putDraft: true, deleteDraft: true, holdDraft: true, releaseDraft: true,
  objectDrafts: true, objectDraft: true, putObjectDraft: true, deleteObjectDraft: true,
  kubeconfigs: true, addKubeconfig: true, removeKubeconfig: true, execConsents: true, setExecConsent: true,
  snapshots: true, beginSnapshot: true, addBlocks: true, finishSnapshot: true, dropSnapshot: true, inventory: true, block: true,
  scans: true, scan: true, scanBasis: true, putScan: true, deleteScan: true,
  keys: true, addKey: true, keySecret: true, setKeySecret: true, setKeyState: true,
  trustLists: true, acceptTrust: true, trustProposal: true, putTrustProposal: true,
  bundles: true, bundleFile: true, series: true, addBundle: true, keepBundle: true, replaceBundle: true, memory: true, acceptBundle: true,
  recordEvent: true, trailHead: true, trailPage: true, trailBytes: true, addCheckpoint: true, notice: true, acknowledgeNotice: true,
  exceptionMemory: true, rememberExceptions: true,
};
