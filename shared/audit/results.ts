/** Results as the window and the command line show them: one file for each question that is asked. Plain data. */
export * from "./results/comparison.ts";
export * from "./results/exceptions.ts";
export * from "./results/impact.ts";
export * from "./results/proposals.ts";
export * from "./results/rollout.ts";
export * from "./results/rows.ts";
export * from "./results/traps.ts";
