import type { FieldIssue } from "../kernel/result.ts";
import type { Policy, ScanSchedule } from "../model/policy.ts";
import { excludedPathProblem, scheduleProblem } from "../model/schedule.ts";

/** What is wrong with a policy's scheduled malware and secret scans (vendor-facts §5.1, §7). */
export function scanIssues({ platform, malwareScan, secretScan }: Policy): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (malwareScan) {
    issues.push(...scheduleIssues("malwareScan.schedule", malwareScan.schedule));
    if (platform === "ecs" && malwareScan.mitigation !== "log") {
      issues.push({ path: "malwareScan.mitigation", message: "On Amazon ECS the product can only log malware." });
    }
  }
  if (secretScan) {
    if (platform === "ecs") issues.push({ path: "secretScan", message: "Secret scans are for Kubernetes only: remove it." });
    issues.push(...scheduleIssues("secretScan.schedule", secretScan.schedule), ...pathIssues(secretScan.excludedPaths));
  }
  return issues;
}

function scheduleIssues(path: string, { enabled, cron }: ScanSchedule): FieldIssue[] {
  if (cron === undefined) return enabled ? [{ path: `${path}.cron`, message: "A scan that is switched on needs a schedule." }] : [];
  const problem = scheduleProblem(cron);
  return problem === undefined ? [] : [{ path: `${path}.cron`, message: problem }];
}

function pathIssues(paths: string[]): FieldIssue[] {
  return paths.flatMap((path, index) => {
    const message = excludedPathProblem(path) ?? (paths.indexOf(path) < index ? "This path is named twice." : undefined);
    return message === undefined ? [] : [{ path: `secretScan.excludedPaths[${index}]`, message }];
  });
}
