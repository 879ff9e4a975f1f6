import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";

export function connectionUseCases({ connections }: Deps): UseCasesOf<"connections"> {
  return { "connections.list": async () => ok([...connections]) };
}
