/** One step of how a verdict came about. */
export interface TraceStep {
  step: "namespace" | "definition" | "rule" | "scope" | "container" | "value" | "exception" | "verdict";
  text: string;
  path?: string;
  value?: unknown;
}

export interface Trace {
  rule: string;
  steps: TraceStep[];
}
