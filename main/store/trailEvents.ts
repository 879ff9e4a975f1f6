import type { TrailEvent } from "../../shared/bundle/trail.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { assign } from "./assignments.ts";
import { addCheckpoint, checkpointEvent, recordEvent } from "./auditTrail.ts";
import { acceptBundle, addBundle, keepBundle, replaceBundle } from "./bundles.ts";
import type { WritableDB } from "./database.ts";
import { addKey, setKeySecret, setKeyState } from "./keys.ts";
import { addKubeconfig, removeKubeconfig, setExecConsent } from "./kubeconfigs.ts";
import { attestors, rulesets } from "./objects.ts";
import { createPolicy, deletePolicy, savePolicy } from "./policies.ts";
import { deleteScan, putScan } from "./scans.ts";
import { saveSettings } from "./settings.ts";
import { acknowledgeNotice } from "./signingState.ts";
import { dropSnapshot, finishSnapshot } from "./snapshots.ts";
import { acceptTrust, putTrustProposal } from "./trust.ts";

/** Which changes of the store the audit trail tells, and how. A change that was refused changes nothing and is not told here. */

type Details = TrailEvent["details"];
type EventOf<Request, Answer> = (request: Request, answer: Answer) => TrailEvent | undefined;

const EVENTS = new Map<unknown, EventOf<unknown, unknown>>();

/** @param event gets what the repository answers when it went well */
function tell<Request, Value>(repository: (db: WritableDB, request: Request) => Result<Value>, event: EventOf<Request, Value>): void;
function tell<Request, Value>(repository: (db: WritableDB, request: Request) => Value, event: EventOf<Request, Value>): void;
function tell<Request, Value>(repository: (db: WritableDB, request: Request) => unknown, event: EventOf<Request, Value>): void {
  EVENTS.set(repository, event as EventOf<unknown, unknown>);
}

function done(action: string, subject: string, details: Details = {}): TrailEvent {
  return { action, subject, outcome: "done", details };
}

tell(saveSettings, (change) => done("settings.save", Object.keys(change).join(", "), Object.fromEntries(Object.entries(change).map(([key, value]) => [key, Array.isArray(value) ? value.map((each) => (typeof each === "string" ? each : each.name)) : String(value)]))));
tell(createPolicy, ({ policy, note }) => done("policy.create", policy.name, { version: 1, note }));
tell(savePolicy, ({ policy, note }, { version }) => done("policy.save", policy.name, { version, note }));
tell(deletePolicy, ({ name }) => done("policy.delete", name));
tell(assign, ({ type, id, policy }) => done(policy === null ? "policy.unassign" : "policy.assign", policy ?? "", { [type]: id }));
tell(rulesets.create, ({ document }) => done("ruleset.create", document.name));
tell(rulesets.save, ({ document }, { revision }) => done("ruleset.save", document.name, { revision }));
tell(rulesets.remove, ({ name }) => done("ruleset.delete", name));
tell(attestors.create, ({ document }) => done("attestor.create", document.name));
tell(attestors.save, ({ document }, { revision }) => done("attestor.save", document.name, { revision }));
tell(attestors.remove, ({ name }) => done("attestor.delete", name));
tell(addKubeconfig, ({ path }) => done("kubeconfig.add", path));
tell(removeKubeconfig, ({ path }) => done("kubeconfig.remove", path));
tell(setExecConsent, ({ context, command, allowed }) => done(allowed ? "context.allow-exec" : "context.refuse-exec", context, { command }));
tell(finishSnapshot, ({ id }, { name, digest, objects }) => done("snapshot.take", name, { id, digest, objects }));
tell(dropSnapshot, ({ id }) => done("snapshot.delete", id));
tell(putScan, ({ scan: { id, policy, policyVersion, snapshotName, state, verdicts } }) =>
  state === "running" ? undefined : done(`scan.${state}`, policy, { id, policyVersion, snapshot: snapshotName, block: verdicts.block, log: verdicts.log, unknown: verdicts.unknown, allow: verdicts.allow }),
);
tell(deleteScan, ({ id }) => done("scan.delete", id));

tell(addKey, ({ origin, privateKey }, { id, name }) => done(origin === "generated" ? "key.generate" : "key.import", name, { key: id, half: privateKey === null ? "public" : "private" }));
tell(setKeySecret, ({ id }) => done("key.change-passphrase", id));
tell(setKeyState, ({ state, reason }, { id, name }) => done(state === "revoked" ? "key.revoke" : "key.retire", name, { key: id, reason }));
tell(acceptTrust, ({ base, lists, forget }) => {
  const newest = lists.at(-1);
  return done(base === 0 ? "trust.pin" : "trust.update", `version ${newest?.version ?? 0}`, { fingerprint: newest?.fingerprint ?? "", ...(forget.length > 0 ? { forgotten: forget } : {}) });
});
tell(putTrustProposal, ({ document, version, signers }) => (document ? done("trust.propose", `version ${version}`, { signers }) : done("trust.discard", "proposal")));
tell(addBundle, ({ bundle: { bundleId, version, statementSha256 }, name }) => done("bundle.export", name, { bundleId, version, statementSha256 }));
tell(keepBundle, ({ bundle: { bundleId, version, statementSha256 }, name }) => done("bundle.receive", name, { bundleId, version, statementSha256 }));
tell(replaceBundle, ({ event }) => event);
tell(acceptBundle, ({ bundle: { bundleId, version, statementSha256 }, name, documents, signers }) =>
  done("bundle.import", name, { bundleId, version, statementSha256, signers, documents: documents.map(({ kind, document }) => `${kind} ${document.name}`) }),
);
tell(recordEvent, (event) => event);
tell(addCheckpoint, (request) => checkpointEvent(request));
tell(acknowledgeNotice, () => done("store.acknowledge", "restored store"));

/** The event of a change that a repository made; undefined for what is not told. */
export function eventOf(repository: unknown, request: unknown, answer: unknown): TrailEvent | undefined {
  const event = EVENTS.get(repository);
  if (!event) return undefined;
  if (!isResult(answer)) return event(request, answer);
  return answer.ok ? event(request, answer.value) : undefined;
}

function isResult(answer: unknown): answer is Result<unknown> {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}
