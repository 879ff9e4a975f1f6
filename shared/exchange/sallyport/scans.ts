import type { JsonObject } from "../../kernel/json.ts";
import type { Policy, ScanSchedule } from "../../model/policy.ts";
import { RUNTIME_MITIGATIONS } from "../../model/ruleset.ts";
import { flag, mapField, oneOf, text, textList, unknownFields, type Fields } from "../fields.ts";
import { keep, keptFor, keptMap, writtenExtra } from "../kept.ts";

/** Scheduled scans in Sallyport's own policy documents. */

const FORMAT = "sallyport";

type Scans = Pick<Policy, "malwareScan" | "secretScan">;

export function readOwnScans(root: Fields): Scans {
  const malware = mapField(root, "malwareScan");
  const secret = mapField(root, "secretScan");
  return {
    ...(malware ? { malwareScan: { mitigation: oneOf(malware, "mitigation", RUNTIME_MITIGATIONS) ?? "log", ...readRest(malware) } } : {}),
    ...(secret
      ? {
          secretScan: {
            mitigation: oneOf(secret, "mitigation", ["log"]) ?? "log",
            skipIfRuleNotChanged: flag(secret, "skipIfRuleNotChanged") ?? false,
            excludedPaths: textList(secret, "excludedPaths") ?? [],
            ...readRest(secret),
          },
        }
      : {}),
  };
}

/** Schedule and extra; call it when everything else was read. */
function readRest(scan: Fields): { schedule: ScanSchedule; extra?: Record<string, unknown> } {
  const schedule = mapField(scan, "schedule");
  const cron = schedule && text(schedule, "cron");
  const enabled = (schedule && flag(schedule, "enabled")) ?? cron !== undefined;
  const extra = mapField(scan, "extra")?.map;
  return {
    schedule: { enabled, ...(cron === undefined ? {} : { cron }) },
    ...keep(extra, FORMAT, { fields: unknownFields(scan), schedule: schedule && unknownFields(schedule) }),
  };
}

export function writeOwnScans(policy: Scans): JsonObject {
  const scans = { malwareScan: policy.malwareScan, secretScan: policy.secretScan };
  return Object.fromEntries(
    Object.entries(scans).flatMap(([name, scan]) => {
      if (!scan) return [];
      const { extra: _extra, schedule, ...fields } = scan;
      const kept = keptFor(scan, FORMAT);
      return [[name, { ...fields, schedule: { ...schedule, ...keptMap(kept, "schedule") }, ...writtenExtra(scan), ...keptMap(kept, "fields") }]];
    }),
  );
}
