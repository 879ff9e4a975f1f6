import { Button } from "@patternfly/react-core";
import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import { PopoverButton } from "../../../ui/PopoverButton.tsx";
import { usePolicyState } from "../EditorContext.ts";
import { listsAt, placeOfPath } from "../logic/place.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";

/** What keeps the policy from being saved: how many problems, and on demand each with a way to its field. */
export function IssuesButton({ onJump }: { onJump: (path: string) => void }) {
  const { policy, issues } = usePolicyState();
  if (issues.length === 0) return null;
  return (
    <PopoverButton
      button={{ variant: "link", isDanger: true, icon: <ExclamationTriangleIcon />, children: `${issues.length} to fix` }}
      title={issues.length === 1 ? "One thing to fix before saving" : `${issues.length} things to fix before saving`}
      position="bottom-end"
      minWidth="28rem"
    >
      {(hide) => (
        <ul className="ed-issues">
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              <Button variant="link" isInline onClick={() => { hide(); onJump(issue.path); }}>{issueWhere(policy, issue)}</Button>: {issue.message}
            </li>
          ))}
        </ul>
      )}
    </PopoverButton>
  );
}

/** Fields of the policy itself, in words. */
const POLICY_FIELDS = [
  ["description", "Description"],
  ["name", "Name"],
  ["malwareScan", "Malware scan"],
  ["secretScan", "Secret scan"],
] as const;

/** Where a problem is, in words. */
function issueWhere(policy: Policy, { path }: FieldIssue): string {
  const place = placeOfPath(path);
  if (place === undefined) return POLICY_FIELDS.find(([start]) => path.startsWith(start))?.[1] ?? path;
  const definition = place === "cluster" ? "" : `${policy.namespaced[place]?.name || "unnamed definition"}: `;
  const rule = /\.rules\[(\d+)\]/.exec(path);
  if (rule) {
    const found = listsAt(policy, place).rules?.[Number(rule[1])];
    return definition + (found ? ruleSentence(found) : "rule");
  }
  const exception = /\.exceptions\[(\d+)\]/.exec(path);
  if (exception) return `${definition}exception ${Number(exception[1]) + 1}`;
  return definition + (path.includes(".namespaces") ? "namespaces" : path.endsWith(".name") ? "name" : (path.split(".").pop() ?? path));
}
