import type { ReactElement } from "react";
import { Tooltip } from "@patternfly/react-core";

/** A tooltip that stays inside the page's main landmark. */
export function Tip({ content, children }: { content: string; children: ReactElement }) {
  return <Tooltip content={content} appendTo={() => document.querySelector("main") ?? document.body}>{children}</Tooltip>;
}
