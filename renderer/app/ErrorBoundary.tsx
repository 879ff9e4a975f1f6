import { Component } from "react";
import type { ErrorInfo, ReactNode } from "react";
import { Crash } from "./RouteError.tsx";

interface State {
  error?: unknown;
}

/** The last resort: a bug anywhere ends here, not in an empty window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crash error={this.state.error} />;
  }
}
