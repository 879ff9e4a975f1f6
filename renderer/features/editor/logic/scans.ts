import type { MalwareScan, Policy, ScanSchedule, SecretScan } from "../../../../shared/model/policy.ts";
import type { Edit } from "./edits.ts";

/** Every night; the user chooses. */
const FIRST_CRON = "0 2 * * *";

const schedule: ScanSchedule = { enabled: true, cron: FIRST_CRON };
const FIRST_MALWARE: MalwareScan = { mitigation: "log", schedule };
const FIRST_SECRET: SecretScan = { mitigation: "log", schedule, skipIfRuleNotChanged: false, excludedPaths: [] };

export type ScanKind = "malwareScan" | "secretScan";

/** The scans that the product has on a platform. */
export function scanKinds({ platform, secretScan }: Policy): ScanKind[] {
  // One that a document brought along must be seen to be removed.
  return platform === "ecs" && !secretScan ? ["malwareScan"] : ["malwareScan", "secretScan"];
}

/** Switches a scan on, with a schedule to start from, or off: what was set is kept. */
export function switchScan(kind: ScanKind, on: boolean): Edit {
  return (policy) => {
    const present = policy[kind];
    if (!present) return on ? { ...policy, [kind]: kind === "malwareScan" ? FIRST_MALWARE : FIRST_SECRET } : policy;
    const { cron = FIRST_CRON } = present.schedule;
    return { ...policy, [kind]: { ...present, schedule: { ...present.schedule, enabled: on, ...(on ? { cron } : {}) } } };
  };
}

/** Takes a scan out of the policy: it says nothing about it any more. */
export function dropScan(kind: ScanKind): Edit {
  return ({ [kind]: _dropped, ...rest }) => rest;
}

export function setCron(kind: ScanKind, cron: string): Edit {
  return (policy) => {
    const present = policy[kind];
    return present ? { ...policy, [kind]: { ...present, schedule: { ...present.schedule, cron } } } : policy;
  };
}

export const patchMalwareScan = (patch: Partial<MalwareScan>): Edit => (policy) =>
  policy.malwareScan ? { ...policy, malwareScan: { ...policy.malwareScan, ...patch } } : policy;

export const patchSecretScan = (patch: Partial<SecretScan>): Edit => (policy) =>
  policy.secretScan ? { ...policy, secretScan: { ...policy.secretScan, ...patch } } : policy;
