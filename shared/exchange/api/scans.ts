import type { JsonObject } from "../../kernel/json.ts";
import { RUNTIME_MITIGATIONS } from "../../model/ruleset.ts";
import type { MalwareScan, Policy, ScanSchedule, SecretScan } from "../../model/policy.ts";
import { flag, mapField, oneOf, text, textList, unknownFields, type Fields } from "../fields.ts";
import { keep, keptFor, keptMap } from "../kept.ts";

/** Scheduled scans as the vendor's API has them (vendor-facts §7). */

type Format = "api" | "terraform";

type Scans = Pick<Policy, "malwareScan" | "secretScan">;

/** Reads `malwareScan` and `secretScan` of a policy; what is absent stays absent. */
export function readScans(root: Fields): Scans {
  const malware = mapField(root, "malwareScan");
  const secret = mapField(root, "secretScan");
  return { ...(malware ? { malwareScan: readMalwareScan(malware) } : {}), ...(secret ? { secretScan: readSecretScan(secret) } : {}) };
}

function readMalwareScan(scan: Fields): MalwareScan {
  const mitigation = oneOf(scan, "mitigation", RUNTIME_MITIGATIONS) ?? "log";
  const schedule = mapField(scan, "schedule");
  return {
    mitigation,
    schedule: readSchedule(schedule),
    ...keep(undefined, scan.context.format, { fields: unknownFields(scan), schedule: schedule && unknownFields(schedule) }),
  };
}

function readSecretScan(scan: Fields): SecretScan {
  const mitigation = oneOf(scan, "mitigation", ["log"]) ?? "log";
  const schedule = mapField(scan, "schedule");
  const skipIfRuleNotChanged = (schedule && flag(schedule, "skipIfRuleNotChanged")) ?? false;
  return {
    mitigation,
    schedule: readSchedule(schedule),
    skipIfRuleNotChanged,
    excludedPaths: textList(scan, "excludedPaths") ?? [],
    ...keep(undefined, scan.context.format, { fields: unknownFields(scan), schedule: schedule && unknownFields(schedule) }),
  };
}

/** No schedule means that the scan does not run; one without `enabled` does. */
function readSchedule(schedule: Fields | undefined): ScanSchedule {
  const cron = schedule && text(schedule, "cron");
  const enabled = schedule && flag(schedule, "enabled");
  return { enabled: enabled ?? cron !== undefined, ...(cron === undefined ? {} : { cron }) };
}

/** Writes both scans under the API's names. */
export function writeScans({ malwareScan, secretScan }: Scans, format: Format): JsonObject {
  return {
    ...(malwareScan ? { malwareScan: writeMalwareScan(malwareScan, format) } : {}),
    ...(secretScan ? { secretScan: writeSecretScan(secretScan, format) } : {}),
  };
}

function writeMalwareScan(scan: MalwareScan, format: Format): JsonObject {
  return { mitigation: scan.mitigation, ...writeSchedule(scan, {}, format), ...keptMap(keptFor(scan, format), "fields") };
}

function writeSecretScan(scan: SecretScan, format: Format): JsonObject {
  return {
    mitigation: scan.mitigation,
    ...writeSchedule(scan, scan.skipIfRuleNotChanged ? { skipIfRuleNotChanged: true } : {}, format),
    ...(scan.excludedPaths.length > 0 ? { excludedPaths: scan.excludedPaths } : {}),
    ...keptMap(keptFor(scan, format), "fields"),
  };
}

/** `enabled` is written only where it is not what an absent one means: creating a policy does not take it. */
function writeSchedule(scan: MalwareScan | SecretScan, more: JsonObject, format: Format): JsonObject {
  const { enabled, cron } = scan.schedule;
  const schedule = {
    ...(cron === undefined ? {} : { cron }),
    ...(enabled === (cron !== undefined) ? {} : { enabled }),
    ...more,
    ...keptMap(keptFor(scan, format), "schedule"),
  };
  return Object.keys(schedule).length > 0 ? { schedule } : {};
}
