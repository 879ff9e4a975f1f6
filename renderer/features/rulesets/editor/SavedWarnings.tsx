import { Alert } from "@patternfly/react-core";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import { count } from "../../../ui/format.ts";

/** What the ruleset was saved with all the same: removed rules, custom rules that newer versions read in another way. */
export function SavedWarnings({ warnings }: { warnings: FieldIssue[] }) {
  const messages = [...new Set(warnings.map(({ message }) => message))];
  if (messages.length === 0) return null;
  return (
    <Alert component="p" variant="warning" isInline isExpandable title={`Saved, with ${count(messages.length, "thing")} to know`} toggleAriaLabel="What to know about the saved ruleset">
      <ul className="sp-list">{messages.map((message) => <li key={message}>{message}</li>)}</ul>
    </Alert>
  );
}
