import type { ComponentType, ReactNode } from "react";
import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";

interface Props {
  title: string;
  /** What would be here and how it gets here: an empty state teaches. */
  children: ReactNode;
  action?: ReactNode;
  icon?: ComponentType;
  /** A note inside a section (`h3`) is small. */
  heading?: "h1" | "h2" | "h3";
}

export function EmptyNote({ title, children, action, icon, heading = "h2" }: Props) {
  return (
    <EmptyState headingLevel={heading} titleText={title} variant={heading === "h3" ? "xs" : "sm"} {...(icon ? { icon } : {})}>
      <EmptyStateBody>{children}</EmptyStateBody>
      {action && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
