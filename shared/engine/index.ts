export { CheckCache } from "./checks.ts";
export { compilePolicy, isExpired } from "./compile.ts";
export type { CompiledException, CompiledPolicy, CompiledRule, Scope } from "./compile.ts";
export { createPodJudge, findingOf, judgePod, RANK, stricter } from "./judge.ts";
export type { Excuse } from "./excuse.ts";
export type { Hit, PodJudgement } from "./judge.ts";
export type { EngineOptions } from "./options.ts";
export { traceRule } from "./trace.ts";
