import { Button } from "@patternfly/react-core";
import { useImpactNow } from "../EditorContext.ts";
import { usageText } from "../logic/exceptions.ts";

/** What an exception excuses on the chosen data; pressed, the panel lists it. `exceptionKey` as in `ExceptionUse.key`. */
export function ExceptionUsage({ exceptionKey, about }: { exceptionKey: string; about: string }) {
  const { impact, stale, excusedBy, listExcused } = useImpactNow();
  const use = impact?.exceptions.find(({ key }) => key === exceptionKey);
  if (!use) return null;
  const { text, isIdle } = usageText(use);
  const className = `ed-usage ${stale ? "ed-stale" : ""} ${isIdle ? "ed-usage--idle" : ""}`;
  const isShown = excusedBy === exceptionKey;
  if (use.workloads === 0 && !isShown) return <span className={className}>{text}</span>;
  return (
    <Button
      variant={isShown ? "secondary" : "link"}
      size="sm"
      isInline={!isShown}
      className={className}
      aria-pressed={isShown}
      aria-label={`${text}: ${about}. ${isShown ? "Close the list" : "List them"}`}
      onClick={() => listExcused(isShown ? undefined : exceptionKey)}
    >
      {text}
    </Button>
  );
}
