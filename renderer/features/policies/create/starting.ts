import type { Starter } from "../../../../shared/ipc/types.ts";
import { LONGEST_NAME } from "../../../../shared/model/names.ts";
import { emptyPolicy } from "../../../../shared/model/policy.ts";
import type { Platform, Policy } from "../../../../shared/model/policy.ts";

/** What the user says about a new policy; what was not touched is undefined and comes from the starter. */
export interface Details {
  name: string | undefined;
  description: string | undefined;
  xdrTelemetry: boolean | undefined;
  platform: Platform;
}

/** The policy that the editor begins with: empty, or a starter under another name. */
export function startingPolicy(details: Details, starter: Starter | undefined, taken: ReadonlySet<string>): Policy {
  const base = starter?.policy ?? emptyPolicy("", details.platform);
  return {
    ...base,
    name: details.name ?? (starter ? freeName(starter.policy.name, taken) : ""),
    description: details.description ?? base.description,
    xdrTelemetry: details.xdrTelemetry ?? base.xdrTelemetry,
  };
}

/** The name itself, else with the first free number. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name.slice(0, LONGEST_NAME - String(number).length)}${number}`;
  return free;
}
