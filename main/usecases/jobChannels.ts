import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

export function jobUseCases({ jobs }: Deps): UseCasesOf<"jobs"> {
  return {
    "jobs.list": async () => ok(jobs.list()),
    "jobs.cancel": async ({ id }) => jobs.cancel(id),
  };
}
