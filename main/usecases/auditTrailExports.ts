import type { Channel, Request } from "../../shared/ipc/contract.ts";
import type { TrailEvent } from "../../shared/ipc/signing.ts";
import type { Deps, UseCase, UseCases } from "./deps.ts";

/** What leaves the desk without a change in the store: told in the audit trail once it went well. */
type Told = { [C in Channel]?: (request: Request<C>) => Pick<TrailEvent, "action" | "subject" | "details"> };

const TOLD: Told = {
  "policies.export": ({ name, format }) => ({ action: "policy.export", subject: name, details: { format } }),
  "policies.page": ({ name, format }) => ({ action: "policy.export", subject: name, details: { format } }),
  "rulesets.export": ({ name, format }) => ({ action: "ruleset.export", subject: name, details: { format } }),
  "attestors.export": ({ name, format }) => ({ action: "attestor.export", subject: name, details: { format } }),
  "files.save": ({ path }) => ({ action: "file.save", subject: path, details: {} }),
};

/** The use cases, with those above told in the trail. */
export function toldInTrail(deps: Pick<Deps, "store" | "changed">, useCases: UseCases): UseCases {
  const wrapped = Object.keys(TOLD).map((channel) => [channel, told(deps, useCases, channel as keyof typeof TOLD)] as const);
  return { ...useCases, ...(Object.fromEntries(wrapped) as Partial<UseCases>) };
}

function told<C extends Channel>({ store, changed }: Pick<Deps, "store" | "changed">, useCases: UseCases, channel: C): UseCase<C> {
  return async (request) => {
    const answer = await useCases[channel](request);
    const event = TOLD[channel]?.(request);
    if (answer.ok && event) {
      await store.recordEvent({ ...event, outcome: "done" });
      changed("trail");
    }
    return answer;
  };
}
