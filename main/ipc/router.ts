import type { Channel, Request } from "../../shared/ipc/contract.ts";
import { requestSchemas } from "../../shared/ipc/schemas.ts";
import type { AppError, FieldIssue, Result } from "../../shared/kernel/result.ts";
import { fail } from "../../shared/kernel/result.ts";
import type { UseCases } from "../usecases/deps.ts";

export type Handle = (channel: string, request: unknown) => Promise<Result<unknown>>;

/**
 * The one door from a window to the use cases: it knows the channel, parses the request, and answers a result whatever
 * happens. `explain` turns what was thrown into an error.
 */
export function createRouter(useCases: UseCases, explain: (error: unknown) => AppError): Handle {
  return async (channel, request) => {
    if (!isChannel(channel)) return fail("invalid-request", `There is no channel "${channel.slice(0, 100)}".`);
    try {
      return await answer(useCases, channel, request);
    } catch (error) {
      return { ok: false, error: explain(error) };
    }
  };
}

function isChannel(name: string): name is Channel {
  return Object.hasOwn(requestSchemas, name);
}

async function answer<C extends Channel>(useCases: UseCases, channel: C, request: unknown): Promise<Result<unknown>> {
  const parsed = requestSchemas[channel].safeParse(request);
  if (!parsed.success) return refusal(channel, parsed.error.issues);
  return useCases[channel](parsed.data as Request<C>);
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** Issues that are told; a request that is wrong everywhere need not fill the window. */
const MOST_ISSUES = 20;

function refusal(channel: string, issues: Issue[]): Result<never> {
  const told: FieldIssue[] = issues.slice(0, MOST_ISSUES).map((issue) => ({ path: fieldPath(issue.path), message: issue.message }));
  const first = told[0] ? ` (${told[0].path === "" ? "" : `${told[0].path}: `}${told[0].message})` : "";
  return fail("invalid-request", `The request to ${channel} has the wrong form${first}.`, { issues: told });
}

/** `["policy", "rules", 2, "type"]` as `policy.rules[2].type`. */
function fieldPath(path: PropertyKey[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}
