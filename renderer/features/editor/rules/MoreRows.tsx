import { Button } from "@patternfly/react-core";
import { number } from "../../../ui/format.ts";

/** Under a list that is drawn in part: how much of it, and the way to more. */
export function MoreRows({ shown, of, hint = "", onMore }: { shown: number; of: number; hint?: string; onMore: () => void }) {
  if (shown >= of) return null;
  return (
    <p className="ed-group__note ed-quiet">
      {number(shown)} of {number(of)} rows are shown{hint}. <Button variant="link" isInline size="sm" onClick={onMore}>Show more</Button>
    </p>
  );
}
