import type { ComponentType, ReactNode } from "react";
import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";

interface Props {
  title: string;
  /** What would be here and how it gets here: an empty state teaches. */
  children: ReactNode;
  action?: ReactNode;
  icon?: ComponentType;
  heading?: "h1" | "h2" | "h3";
}

export function EmptyNote({ title, children, action, icon, heading = "h2" }: Props) {
  return (
    <EmptyState headingLevel={heading} titleText={title} variant="sm" {...(icon ? { icon } : {})}>
      <EmptyStateBody>{children}</EmptyStateBody>
      {action && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
