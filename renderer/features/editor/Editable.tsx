import type { ReactNode } from "react";
import { useEditor } from "./EditorContext.ts";

/** Controls that change the policy. While another window edits it they are off, and say why. Boxes and layout ignore it. */
export function Editable({ children }: { children: ReactNode }) {
  const { readOnly } = useEditor();
  return <fieldset role="presentation" className="ed-editable" disabled={readOnly !== undefined} title={readOnly}>{children}</fieldset>;
}
