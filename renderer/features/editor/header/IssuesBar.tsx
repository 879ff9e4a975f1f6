import { useState } from "react";
import { Alert, Button } from "@patternfly/react-core";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import { usePolicyState } from "../EditorContext.ts";
import { listsAt, placeOfPath } from "../logic/place.ts";
import { sentenceText } from "../logic/sentence.ts";

/** Problems listed before the rest is folded. */
const FEW = 3;

/** What keeps the policy from being saved: each with a way to its field. */
export function IssuesBar({ onJump }: { onJump: (path: string) => void }) {
  const { policy, issues } = usePolicyState();
  const [all, setAll] = useState(false);
  if (issues.length === 0) return null;
  return (
    <Alert variant="warning" isInline isPlain title={issues.length === 1 ? "One thing to fix before saving" : `${issues.length} things to fix before saving`} className="ed-issues">
      <ul>
        {(all ? issues : issues.slice(0, FEW)).map((issue) => (
          <li key={`${issue.path} ${issue.message}`}>
            <Button variant="link" isInline size="sm" onClick={() => onJump(issue.path)}>{issueWhere(policy, issue)}</Button>: {issue.message}
          </li>
        ))}
      </ul>
      {issues.length > FEW && <Button variant="link" isInline size="sm" onClick={() => setAll(!all)}>{all ? "fewer" : `all ${issues.length}`}</Button>}
    </Alert>
  );
}

/** Where a problem is, in words. */
function issueWhere(policy: Policy, { path }: FieldIssue): string {
  const place = placeOfPath(path);
  if (place === undefined) return path === "description" ? "Description" : path === "name" ? "Name" : path;
  const definition = place === "cluster" ? "" : `${policy.namespaced[place]?.name || "unnamed definition"}: `;
  const rule = /\.rules\[(\d+)\]/.exec(path);
  if (rule) {
    const found = listsAt(policy, place).rules?.[Number(rule[1])];
    return definition + (found ? sentenceText(found) : "rule");
  }
  const exception = /\.exceptions\[(\d+)\]/.exec(path);
  if (exception) return `${definition}exception ${Number(exception[1]) + 1}`;
  return definition + (path.includes(".namespaces") ? "namespaces" : path.endsWith(".name") ? "name" : (path.split(".").pop() ?? path));
}
