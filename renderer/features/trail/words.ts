import type { TrailRecord } from "../../../shared/ipc/signing.ts";
import { written } from "../../ui/format.ts";

/** The trail's actions in the words of the window, by what they are about. A test holds this list to what the program tells. */
export const AREAS: { area: string; title: string; actions: Record<string, string> }[] = [
  {
    area: "policy", title: "Policies",
    actions: { "policy.create": "Policy created", "policy.save": "Policy saved", "policy.delete": "Policy deleted", "policy.assign": "Policy assigned", "policy.unassign": "Policy taken away", "policy.export": "Policy exported" },
  },
  { area: "ruleset", title: "Rulesets", actions: { "ruleset.create": "Ruleset created", "ruleset.save": "Ruleset saved", "ruleset.delete": "Ruleset deleted", "ruleset.export": "Ruleset exported" } },
  { area: "attestor", title: "Attestors", actions: { "attestor.create": "Attestor created", "attestor.save": "Attestor saved", "attestor.delete": "Attestor deleted", "attestor.export": "Attestor exported" } },
  {
    area: "bundle", title: "Bundles",
    actions: {
      "bundle.export": "Bundle made", "bundle.sign": "Bundle signed", "bundle.approve": "Bundle approved", "bundle.save": "Bundle written to a file",
      "bundle.verify": "Bundle checked", "bundle.receive": "Bundle taken in", "bundle.import": "Bundle accepted",
    },
  },
  {
    area: "key", title: "Keys",
    actions: { "key.generate": "Key generated", "key.import": "Key imported", "key.backup": "Key backed up", "key.change-passphrase": "Passphrase changed", "key.retire": "Key retired", "key.revoke": "Key revoked" },
  },
  {
    area: "trust", title: "Trust",
    actions: {
      "trust.pin": "First trust list accepted", "trust.update": "Trust list updated", "trust.propose": "Trust list proposed or signed", "trust.discard": "Proposed trust list discarded", "trust.export": "Trust list exported",
    },
  },
  { area: "report", title: "Signed files", actions: { "report.sign": "File signed", "report.verify": "Signed file checked" } },
  { area: "file", title: "Files", actions: { "file.save": "File written" } },
  { area: "scan", title: "Scans", actions: { "scan.done": "Scan finished", "scan.failed": "Scan failed", "scan.cancelled": "Scan cancelled", "scan.delete": "Scan deleted" } },
  { area: "snapshot", title: "Snapshots", actions: { "snapshot.take": "Snapshot taken", "snapshot.export": "Snapshot exported", "snapshot.delete": "Snapshot deleted" } },
  {
    area: "clusters", title: "Clusters",
    actions: { "kubeconfig.add": "Kubeconfig added", "kubeconfig.remove": "Kubeconfig removed", "context.allow-exec": "Sign-in program allowed", "context.refuse-exec": "Sign-in program no longer allowed" },
  },
  { area: "settings", title: "Settings", actions: { "settings.save": "Settings changed" } },
  {
    area: "trail", title: "Audit trail and store",
    actions: {
      "trail.begin": "Audit trail begun", "trail.checkpoint": "Checkpoint signed", "trail.export": "Audit trail exported", "trail.verify": "Audit trail verified", "trail.unreadable": "Record that cannot be read",
      "store.restore": "Store found put back", "store.acknowledge": "Restored store acknowledged",
    },
  },
];

const WORDS = new Map(AREAS.flatMap(({ actions }) => Object.entries(actions)));

export function actionWords(action: string): string {
  return WORDS.get(action) ?? action;
}

/** Details by their name in a record. What is not here is shown as it is named. */
const DETAILS: Record<string, string> = {
  bundleId: "bundle", statementSha256: "statement", policyVersion: "version", sha256: "SHA-256", allow: "allowed", block: "blocked", log: "logged", unknown: "not decidable",
  sequence: "up to record", envelope: "signed statement", against: "compared with", signers: "signed by", signatures: "signatures of", forgotten: "forgotten keys", reason: "why",
};

/** A detail's name in words. */
export function detailName(name: string): string {
  return DETAILS[name] ?? name;
}

/** On one line, what people read comes first; long numbers come last, and signatures are left out. */
const FIRST = ["reason", "note", "version", "policyVersion"];
const LAST = ["bundleId", "statementSha256", "sha256", "key", "digest", "id", "fingerprint"];
const HIDDEN = new Set(["envelope"]);

/** A SHA-256 or key id is cut where there is no room for it. */
const LONG_HEX = /^[0-9a-f]{40,}$/;
const SHOWN_HEX = 12;

/** The details of a record on one line: `version 3 · why …`. */
export function detailsLine({ details, subject }: Pick<TrailRecord, "details" | "subject">): string {
  return Object.entries(details)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== subject && [value].flat().some((each) => each !== ""))
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => (FIRST.slice(0, 2).includes(name) ? String(value) : `${detailName(name)} ${[value].flat().map(short).join(", ")}`))
    .join(" · ");
}

function rank(name: string): number {
  if (FIRST.includes(name)) return FIRST.indexOf(name) - FIRST.length;
  return LAST.includes(name) ? 1 + LAST.indexOf(name) : 0;
}

function short(value: string | number | boolean): string {
  return typeof value === "string" ? brief(value) : written(value);
}

/** Long numbers by their beginning, files by their name. */
function brief(text: string): string {
  if (LONG_HEX.test(text)) return `${text.slice(0, SHOWN_HEX)}…`;
  return /^(?:\/|[A-Za-z]:\\|\\\\)\S/.test(text) ? text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1) : text;
}

/** What a record is about, in short: some subjects are long numbers or whole paths. */
export function subjectWords({ action, subject }: Pick<TrailRecord, "action" | "subject">): string {
  return action === "trail.begin" ? `store ${subject}` : brief(subject);
}
