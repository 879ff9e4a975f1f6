import type { ReactNode } from "react";
import { Link } from "react-router";

/** Stands where there is nothing to say. */
export const NO_VALUE = <span className="sp-quiet">none</span>;

/** A name that leads to its editor, with the description under it. */
export function descriptionUnderName(path: string, { name, description }: { name: string; description: string }, mark?: ReactNode): ReactNode {
  return (
    <>
      <div><Link to={path}>{name}</Link>{mark && <> {mark}</>}</div>
      {description && <div className="sp-quiet doc-description">{description}</div>}
    </>
  );
}
