import { Button } from "@patternfly/react-core";
import { useFindings, useImpactActions } from "../EditorContext.ts";
import { usageText } from "../logic/exceptions.ts";

/** What an exception excuses on the chosen data; pressed, the panel lists it. `exceptionKey` as in `ExceptionUse.key`. */
export function ExceptionUsage({ exceptionKey, about }: { exceptionKey: string; about: string }) {
  const { listExcused } = useImpactActions();
  const use = useFindings((found) => found.uses.get(exceptionKey));
  const isShown = useFindings((found) => found.excusedBy === exceptionKey);
  if (!use) return null;
  const { text, isIdle } = usageText(use);
  const className = ["ed-usage", isIdle && "ed-usage--idle", isShown && "ed-usage--shown"].filter(Boolean).join(" ");
  if (use.workloads === 0 && !isShown) return <span className={className}>{text}</span>;
  return (
    <Button
      variant="link"
      size="sm"
      isInline
      className={className}
      aria-pressed={isShown}
      aria-label={`${text}: ${about}. ${isShown ? "Close the list" : "List them"}`}
      onClick={() => listExcused(isShown ? undefined : exceptionKey)}
    >
      {text}
    </Button>
  );
}
